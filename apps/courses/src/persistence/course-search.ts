import type { QueryFilter } from 'mongoose';
import { canonicalForm, wordsOf } from '../domain/search-words';
import type { CourseDocument } from './course-document';

type Filter = QueryFilter<CourseDocument>;

/** Every word of the search must occur; a search without words finds nothing. */
export function matching(search: string): Filter {
  const [first, ...others] = wordsOf(search).map(containing);
  if (!first) return { searchWords: { $in: [] } };
  return others.length > 0 ? { $and: [first, ...others] } : first;
}

/**
 * Anchored, so that it uses the index; the words have letters, digits, `+` and `#` only. The
 * MongoDB-compatible server of our tests finds nothing by `{ field: /^x/ }` where the field has an index; by `$regex` it does.
 */
function containing(word: string): Filter {
  const beginning: Filter = { searchWords: { $regex: `^${word.replaceAll('+', '\\+')}` } };
  const form = canonicalForm(word);
  return form === word ? beginning : { $or: [beginning, { searchWords: form }] };
}
