import { Backoff } from './backoff';

const aborted = AbortSignal.abort();

test('pauses longer after each failure, up to the longest, with jitter', async () => {
  const backoff = new Backoff(1, 4);
  for (const longest of [1, 2, 4, 4]) {
    const started = performance.now();
    await backoff.fail().pause(new AbortController().signal);
    expect(performance.now() - started).toBeGreaterThanOrEqual(longest / 2 - 1);
  }
});

test('ends a pause early when the signal aborts', async () => {
  await new Backoff(60_000, 60_000).fail().pause(aborted);
});

test('finds the 1st, 2nd, 4th and 8th failure in a row worth logging', () => {
  const backoff = new Backoff(1, 1);
  const worth = Array.from({ length: 9 }, () => backoff.fail().worthLogging);
  expect(worth).toEqual([true, true, false, true, false, false, false, true, false]);
  backoff.reset();
  expect(backoff.isFailing).toBe(false);
  expect(backoff.fail().worthLogging).toBe(true);
});
