import { delayAfter } from './attempts';

const policy = { free: 3, maxDelayMs: 10_000 };

it('delays attempts after the free ones, doubling up to the maximum', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 100, 10_000].map((count) => delayAfter(count, policy));
  expect(delays).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});
