import { elapsed } from './format-time';

it.each([
  [0, '0 ms'],
  [0.042, '0.04 ms'],
  [3.04, '3 ms'],
  [8.66, '8.7 ms'],
  [48.3, '48 ms'],
  [1_250, '1.3 s'],
  [59_900, '60 s'],
  [605_000, '10 min 5 s'],
])('writes %d milliseconds as %s', (ms, text) => {
  expect(elapsed(ms)).toBe(text);
});
