import type { CourseRepository } from './course-repository';
import { wordsOf } from './search-words';
import { isSpelled } from './spelling';

/** Longer searches are taken as they are: each word costs a query. */
const maxWords = 8;
/** The most similar word may be one that no course has any more. */
const maxCorrections = 3;

/**
 * What may have been meant by a search that found nothing, the most likely first. Only words that no public course has are
 * replaced, and only by words of courses that are or were public: nobody learns what is in a draft.
 */
export async function correctSearch(
  courses: Pick<CourseRepository, 'isPublicWord' | 'similarWords'>,
  search: string,
): Promise<string[]> {
  const words = wordsOf(search);
  if (words.length > maxWords) return [];
  const choices = await Promise.all(
    words.map(async (word) =>
      !isSpelled(word) || (await courses.isPublicWord(word)) ? [word] : courses.similarWords(word),
    ),
  );
  if (choices.some(({ length }) => length === 0)) return [];
  const corrections = Array.from({ length: maxCorrections }, (_, rank) =>
    choices.map((choice) => choice[Math.min(rank, choice.length - 1)]).join(' '),
  );
  return [...new Set(corrections)].filter((correction) => correction !== words.join(' '));
}
