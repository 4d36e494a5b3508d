import { KeyedBatcher } from './keyed-batcher';

function createBatcher(maxBatchSize = 3) {
  const calls: { key: string; items: number[]; done: () => void }[] = [];
  const batcher = new KeyedBatcher<number>(
    (key, items) => new Promise((resolve) => calls.push({ key, items, done: resolve })),
    maxBatchSize,
  );
  return { calls, batcher };
}

const turn = () => new Promise(setImmediate);

it('flushes the first item at once, and then batches of what was added meanwhile', async () => {
  const { calls, batcher } = createBatcher();
  for (const item of [1, 2, 3, 4, 5]) batcher.add('a', item);
  expect(calls.map(({ items }) => items)).toEqual([[1]]);
  for (const items of [[2, 3, 4], [5]]) {
    calls.at(-1)?.done();
    await turn();
    expect(calls.at(-1)?.items).toEqual(items);
  }
  calls.at(-1)?.done();
  await turn();
  batcher.add('a', 6);
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5], [6]]);
});

it('flushes other keys meanwhile', () => {
  const { calls, batcher } = createBatcher();
  batcher.add('a', 1);
  batcher.add('b', 2);
  expect(calls.map(({ key }) => key)).toEqual(['a', 'b']);
});
