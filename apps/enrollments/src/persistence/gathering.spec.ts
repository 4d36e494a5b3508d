import { Gathering } from './gathering';

function rig(atOnce = 3) {
  const calls: { key: string; items: number[]; done: () => void }[] = [];
  const gathering = new Gathering<number>(
    (key, items) => new Promise((resolve) => calls.push({ key, items, done: resolve })),
    atOnce,
  );
  return { calls, gathering };
}

const turn = () => new Promise(setImmediate);

it('works on one thing at once, and then on what has come meanwhile', async () => {
  const { calls, gathering } = rig();
  for (const item of [1, 2, 3, 4, 5]) gathering.add('a', item);
  expect(calls.map(({ items }) => items)).toEqual([[1]]);
  for (const items of [[2, 3, 4], [5]]) {
    calls.at(-1)?.done();
    await turn();
    expect(calls.at(-1)?.items).toEqual(items);
  }
  calls.at(-1)?.done();
  await turn();
  gathering.add('a', 6);
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5], [6]]);
});

it('lets other keys go on meanwhile', () => {
  const { calls, gathering } = rig();
  gathering.add('a', 1);
  gathering.add('b', 2);
  expect(calls.map(({ key }) => key)).toEqual(['a', 'b']);
});
