import { count, date, duration } from './format';

it.each([
  [1, '1 min'],
  [59, '59 min'],
  [60, '1 h'],
  [61, '1 h 1 min'],
  [1_500, '25 h'],
  [0, '0 min'],
])('formats %d minutes as %s', (minutes, words) => {
  expect(duration(minutes)).toBe(words);
});

it('pluralizes one, none and thousands', () => {
  expect([count(1, 'seat'), count(0, 'seat'), count(5_000, 'seat')]).toEqual([
    '1 seat',
    '0 seats',
    '5,000 seats',
  ]);
});

it('formats a date in full, in UTC', () => {
  expect(date('2026-10-02T23:59:59.000Z')).toBe('2 October 2026');
});
