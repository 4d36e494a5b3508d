import type { Course } from '@courses/contracts';

/** Of one course: its title, tags and summary come before the titles of its lessons, of which there may be 500. */
const maxWords = 1_000;
const maxWordLength = 40;

/** What a search looks at. The contents of lessons are for those who have a seat, and must never be found. */
type Searchable = Pick<Course, 'title' | 'tags' | 'summary'> & { lessons: readonly { title: string }[] };

/** Words for searching: lower case, without accents, letters and digits only, but for `c++` and `c#`. */
export const wordsOf = (text: string): string[] => matchesIn(text, /[\p{L}\p{N}]+(?:\+\+|#)?/gu);

/** The same without signs, to sort by. */
export const plainWordsOf = (text: string): string[] => matchesIn(text, /[\p{L}\p{N}]+/gu);

const matchesIn = (text: string, pattern: RegExp): string[] => [
  ...new Set(
    (text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(pattern) ?? []).map((word) =>
      word.slice(0, maxWordLength),
    ),
  ),
];

/** The words of a course as they are written, the most important first. */
export const courseWordsOf = ({ title, tags, summary, lessons }: Searchable): string[] =>
  wordsOf([title, ...tags, summary, ...lessons.map((lesson) => lesson.title)].join('\n')).slice(0, maxWords);

/** The words that find a course: a search matches their beginnings, or one of them as a whole. */
export const searchWordsOf = (course: Searchable): string[] => [
  ...new Set(courseWordsOf(course).flatMap((word) => [word, canonicalForm(word)])),
];

const spellings: [RegExp, string][] = [
  [/(?<=[a-z]{2})our(?=$|[aefhils])/, 'or'],
  [/(?<=[a-z]{3})is(?=(e|ed|er|ing|ation)s?$)/, 'iz'],
  [/ys(?=(e|ed|er|ing)s?$)/, 'yz'],
  [/(?<=[a-z]{2})tre(?=s?$)/, 'ter'],
  [/logue(?=s?$)/, 'log'],
  [/(?<=e|ro)ll(?=$|s$|ed|ing|er|ment)/, 'l'],
  [/ies?$/, 'y'],
  [/(?<=s|x|z|ch|sh)es?$/, ''],
  [/(?<![suis])s$/, ''],
];

/** One form for singular and plural, British and American spelling. It is compared only, never shown. */
export const canonicalForm = (word: string): string =>
  word.length < 4 ? word : spellings.reduce((form, [pattern, by]) => form.replace(pattern, by), word);
