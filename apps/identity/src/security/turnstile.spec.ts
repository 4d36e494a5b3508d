import { BusyError, Turnstile } from './turnstile';

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

it('lets some through at once, and the others in their order when somebody leaves', async () => {
  const turnstile = new Turnstile(2, 10);
  const { list, started, end } = works(4);
  const [first, second, third, fourth] = list.map((work) => turnstile.pass(work));
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

it('sends away who would have to wait too long', async () => {
  const turnstile = new Turnstile(1, 1);
  const { list, end } = works(3);
  const [first, second, third] = list.map((work) => turnstile.pass(work));
  await expect(third).rejects.toThrow(BusyError);
  end(0);
  await first;
  end(1);
  await second;
});

it('goes on after work that failed', async () => {
  const turnstile = new Turnstile(1, 1);
  await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.pass(() => Promise.resolve('yes'))).toBe('yes');
});
