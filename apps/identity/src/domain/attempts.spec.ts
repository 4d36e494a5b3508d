import { delayAfter, registering } from './attempts';

const policy = { free: 3, maxDelayMs: 10_000 };
const keyOf = (address: string) => registering(address).by[0];

it('delays attempts after the free ones, doubling up to the maximum', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 100, 10_000].map((count) => delayAfter(count, policy));
  expect(delays).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});

it.each([
  ['192.0.2.7', '::ffff:192.0.2.7'],
  ['2001:db8:1:2::1', '2001:db8:1:2:aaaa:bbbb:cccc:dddd'],
  ['2001:db8::1', '2001:db8:0:0:9::'],
])('%s and %s are one network', (one, other) => {
  expect(keyOf(one)).toBe(keyOf(other));
});

it.each([
  ['192.0.2.7', '192.0.2.8'],
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['::1', '2001:db8::1'],
])('%s and %s are two networks', (one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other));
});
