/** Variants are made of the first letters: the number of keys is bounded, and few words agree in so many. */
const prefixLength = 7;

/** A word that one may have meant; names with digits and signs are not spelled, and short words resemble too many. */
export const isSpelled = (word: string): boolean => /^\p{L}{4,20}$/u.test(word);

/** How many letters may be wrong. */
export const toleranceOf = (word: string): number => (word.length >= 8 ? 2 : 1);

/** Stored with a known word. One of 6 letters may be meant by a term of 8. */
export const keysOfWord = (word: string): string[] => variantsOf(word, word.length >= 6 ? 2 : 1);

/** Those of a term and of a known word have one in common when the term is within its tolerance of the word. */
export const keysOfTerm = (term: string): string[] => variantsOf(term, toleranceOf(term));

/** The word and what is left of it when some letters are missing: the symmetric deletions of SymSpell. */
function variantsOf(word: string, deletions: number): string[] {
  const variants = new Set([word.slice(0, prefixLength)]);
  for (let round = 0; round < deletions; round += 1)
    for (const variant of [...variants])
      for (let at = 0; at < variant.length; at += 1)
        variants.add(variant.slice(0, at) + variant.slice(at + 1));
  return [...variants];
}

/** The words within the tolerance of the term, the most similar first. */
export const closest = (term: string, words: readonly string[]): string[] =>
  words
    .map((word) => ({ word, distance: distanceBetween(term, word) }))
    .filter(({ distance }) => distance <= toleranceOf(term))
    .sort(
      (a, b) =>
        a.distance - b.distance || unlike(term, a.word) - unlike(term, b.word) || compare(a.word, b.word),
    )
    .map(({ word }) => word);

/** The first letter is seldom the wrong one. */
const unlike = (term: string, word: string): number => Number(term[0] !== word[0]);
const compare = (a: string, b: string): number => (a < b ? -1 : 1);

/** Damerau and Levenshtein: letters that are missing, added, replaced, or swapped with their neighbor. */
export function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + Number(!same),
        swapped ? (beforeLast[j - 2] as number) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] as number;
}
