import { singular } from '../src/names';

test.each([
  ['course-reviews', 'course-review'],
  ['categories', 'category'],
  ['billing', 'billing'],
  ['status', 'status'],
  ['analysis', 'analysis'],
  ['addresses-of-series', 'addresses-of-series'],
  ['series', 'series'],
  ['news', 'news'],
])('one of %s is a %s', (plural, one) => {
  expect(singular(plural)).toBe(one);
});
