import fc from 'fast-check';
import { closest, distanceBetween, keysOfTerm, keysOfWord, toleranceOf } from './spelling';

const letter = fc.constantFrom(...'abcdeé');
const edit = fc.record({
  kind: fc.constantFrom('remove', 'add', 'replace', 'swap'),
  at: fc.nat(30),
  letter,
});

/** The word with one letter missing, added, replaced, or swapped with the next one. */
function misspell(
  word: string,
  { kind, at: anywhere, letter: other }: typeof edit extends fc.Arbitrary<infer E> ? E : never,
) {
  const at = anywhere % word.length;
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  if (kind === 'remove') return before + after;
  if (kind === 'add') return before + other + word.slice(at);
  if (kind === 'replace') return before + other + after;
  return (
    before +
    word
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join('') +
    word.slice(at + 2)
  );
}

const words = fc.array(letter, { minLength: 4, maxLength: 20 }).map((letters) => letters.join(''));

it('finds every word within the tolerance of a term by a key that both have', () => {
  fc.assert(
    fc.property(words, fc.array(edit, { minLength: 1, maxLength: 2 }), (word, edits) => {
      const term = edits.reduce(misspell, word);
      fc.pre(term.length >= 4 && distanceBetween(term, word) <= toleranceOf(term));
      const keys = new Set(keysOfWord(word));
      expect(keysOfTerm(term).some((key) => keys.has(key))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

it('stores at most 29 keys for a word, and searches by at most 29', () => {
  fc.assert(
    fc.property(words, (word) => {
      expect(keysOfWord(word).length).toBeLessThanOrEqual(29);
      expect(keysOfTerm(word).length).toBeLessThanOrEqual(29);
    }),
  );
});

it.each([
  ['bread', 'bread', 0],
  ['bred', 'bread', 1],
  ['breaad', 'bread', 1],
  ['broad', 'bread', 1],
  ['braed', 'bread', 1],
  ['kubernets', 'kubernetes', 1],
  ['kbernets', 'kubernetes', 2],
  ['', 'abc', 3],
])('counts the letters that are wrong between %s and %s: %i', (a, b, distance) => {
  expect(distanceBetween(a, b)).toBe(distance);
  expect(distanceBetween(b, a)).toBe(distance);
});

it('prefers fewer wrong letters, then the same first letter, then the alphabet, and drops what is too different', () => {
  const known = ['pine', 'wines', 'mine', 'vine', 'wire', 'whale', 'wins'];
  expect(closest('wine', known)).toEqual(['wines', 'wins', 'wire', 'mine', 'pine', 'vine']);
  expect(closest('watercolurs', ['watercolor', 'watercolors', 'waterfall'])).toEqual([
    'watercolors',
    'watercolor',
  ]);
});
