import { defaultRetryDelaysMs, delayLabel } from './retry-ladder';

test('labels delays in the largest whole unit', () => {
  expect(defaultRetryDelaysMs.map(delayLabel)).toEqual(['1s', '5s', '30s', '2m', '10m']);
  expect(delayLabel(250)).toBe('250ms');
});
