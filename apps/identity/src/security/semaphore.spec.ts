import { BusyError, Semaphore } from './semaphore';

/** Work that ends when it is told to. */
function works(count: number) {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  const list = Array.from({ length: count }, (_each, index) => () => {
    started.push(index);
    return new Promise<number>((resolve) => ends.push(() => resolve(index)));
  });
  return { list, started, end: (index: number) => ends[index]?.() };
}

it('runs the maximum concurrently, and the others in their order as each call ends', async () => {
  const semaphore = new Semaphore(2, 10);
  const { list, started, end } = works(4);
  const [first, second, third, fourth] = list.map((work) => semaphore.run(work));
  expect(started).toEqual([0, 1]);
  end(1);
  await second;
  expect(started).toEqual([0, 1, 2]);
  end(0);
  end(2);
  await Promise.all([first, third]);
  end(3);
  expect(await fourth).toBe(3);
});

it('rejects a call when the queue is full', async () => {
  const semaphore = new Semaphore(1, 1);
  const { list, end } = works(3);
  const [first, second, third] = list.map((work) => semaphore.run(work));
  await expect(third).rejects.toThrow(BusyError);
  end(0);
  await first;
  end(1);
  await second;
});

it('continues after a call that failed', async () => {
  const semaphore = new Semaphore(1, 1);
  await expect(semaphore.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await semaphore.run(() => Promise.resolve('yes'))).toBe('yes');
});
