import { ResponseCache, type CacheableResponse } from './response-cache';

const course = (version: number, text = ''): CacheableResponse => ({
  body: { version, text },
  etag: `"${version}"`,
  isPublic: true,
  dependsOn: [{ id: 'a', version }],
});
const list = (...versions: [string, number][]): CacheableResponse => ({
  body: versions,
  isPublic: true,
  dependsOn: versions.map(([id, version]) => ({ id, version })),
  isList: true,
});

describe('kept answers', () => {
  let hears: boolean;
  let answers: ResponseCache;
  beforeEach(() => {
    hears = true;
    answers = new ResponseCache({ isInvalidationConnected: () => hears, maxBytes: 20_000 });
  });

  /** What is given under the key; `now` is what the database would say. */
  const ask = async (key: string, now: CacheableResponse) =>
    (await answers.answer(key, () => Promise.resolve(now))).json;
  const textOf = ({ body }: CacheableResponse) => JSON.stringify(body);
  /** A read that the database has answered already, but that is not through. */
  const slowly = (key: string, read: CacheableResponse) => {
    let finish = () => {};
    const answered = new Promise<CacheableResponse>((resolve) => (finish = () => resolve(read)));
    const done = answers.answer(key, () => answered);
    return () => {
      finish();
      return done;
    };
  };

  it('are given again without asking the database', async () => {
    await ask('a', course(1));
    expect(await ask('a', course(9))).toBe(textOf(course(1)));
  });

  it('have the ETag of the content, or one of their text', async () => {
    expect((await answers.answer('a', () => Promise.resolve(course(4)))).etag).toBe('"4"');
    const etags = [list(['a', 1]), list(['a', 1]), list(['a', 2])].map(
      async (content) =>
        (
          await new ResponseCache({ isInvalidationConnected: () => true }).answer('', () =>
            Promise.resolve(content),
          )
        ).etag,
    );
    const [one, same, other] = await Promise.all(etags);
    expect(one).toMatch(/^"[\w-]+"$/);
    expect([same === one, other === one]).toEqual([true, false]);
  });

  it('are never those that are not public', async () => {
    await ask('a', { ...course(1), isPublic: false });
    expect(await ask('a', course(2))).toBe(textOf(course(2)));
  });

  it('go when what they show has changed, and every list goes with them', async () => {
    await ask('a', course(1));
    await ask('list', list(['b', 1]));
    answers.invalidate('a');
    expect(await ask('a', course(2))).toBe(textOf(course(2)));
    expect(await ask('list', list(['a', 2], ['b', 1]))).toBe(textOf(list(['a', 2], ['b', 1])));
  });

  it('stay when they show the version that is announced', async () => {
    await ask('a', course(2));
    answers.invalidate('a', 2);
    expect(await ask('a', course(9))).toBe(textOf(course(2)));
    answers.invalidate('a', 3);
    expect(await ask('a', course(3))).toBe(textOf(course(3)));
  });

  it('go when another answer dependsOn a newer version', async () => {
    await ask('a', course(1));
    await ask('list', list(['a', 2]));
    expect(await ask('a', course(2))).toBe(textOf(course(2)));

    answers.clear();
    await ask('list', list(['a', 2]));
    await ask('a', { ...course(3), isPublic: false });
    expect(await ask('list', list(['a', 3]))).toBe(textOf(list(['a', 3])));
  });

  it('do not come from a read that a change, or a newer answer, has stale', async () => {
    const stale: (() => unknown)[] = [
      () => answers.invalidate('a'),
      () => answers.clear(),
      () => ask('list', list(['a', 2])),
    ];
    for (const event of stale) {
      const finish = slowly('a', course(1));
      await event();
      expect((await finish()).json).toBe(textOf(course(1)));
      expect(await ask('a', course(2))).toBe(textOf(course(2)));
      answers.clear();
    }
  });

  it('are read once for all who ask at the same moment', async () => {
    const finish = slowly('a', course(1));
    const others = [ask('a', course(8)), ask('a', course(9))];
    await finish();
    expect(await Promise.all(others)).toEqual([textOf(course(1)), textOf(course(1))]);
  });

  it('are read by each alone who asks at the same moment when the first may not share, or was stale', async () => {
    const draft = slowly('a', { ...course(1), isPublic: false });
    const other = ask('a', course(2));
    await draft();
    expect(await other).toBe(textOf(course(2)));

    const stale = slowly('b', course(3));
    const later = ask('b', course(4));
    answers.invalidate('a');
    await stale();
    expect(await later).toBe(textOf(course(4)));

    const failing = answers.answer('c', () => Promise.reject(new Error('away')));
    const luckier = ask('c', course(5));
    await expect(failing).rejects.toThrow('away');
    expect(await luckier).toBe(textOf(course(5)));
  });

  it('are found by the address of a request once they have answered it, as long as they are kept', async () => {
    await ask('a', course(1));
    expect(answers.find('/a')).toBeUndefined();
    const kept = await answers.answer('a', () => Promise.reject(new Error('not read again')));
    kept.registerUrl?.('/a', '/:id');
    expect(answers.find('/a')).toEqual({ reply: kept, route: '/:id' });
    answers.invalidate('a');
    expect(answers.find('/a')).toBeUndefined();
    kept.registerUrl?.('/a', '/:id');
    expect(answers.find('/a')).toBeUndefined();
  });

  it('are not found by their address while changes are not heard', async () => {
    await ask('a', course(1));
    (await answers.answer('a', () => Promise.resolve(course(2)))).registerUrl?.('/a', '/:id');
    hears = false;
    expect(answers.find('/a')).toBeUndefined();
  });

  it('are neither made nor given while changes are not heard', async () => {
    await ask('a', course(1));
    hears = false;
    expect(await ask('a', course(2))).toBe(textOf(course(2)));
    const finish = slowly('b', course(3));
    hears = true;
    await finish();
    expect(await ask('b', course(4))).toBe(textOf(course(4)));
  });

  it('are not older than they may be', async () => {
    const shortLived = new ResponseCache({ isInvalidationConnected: () => true, maxAgeMs: -1 });
    await shortLived.answer('a', () => Promise.resolve(course(1)));
    expect((await shortLived.answer('a', () => Promise.resolve(course(2)))).etag).toBe('"2"');
  });

  it('never take more bytes than they may; those that were not asked for the longest go first', async () => {
    for (let key = 0; key < 100; key += 1) {
      await ask('0', course(1));
      await ask(String(key), { ...course(1, 'x'.repeat(200)), dependsOn: [{ id: String(key), version: 1 }] });
      expect(answers.bytes).toBeLessThanOrEqual(20_000);
    }
    expect(await ask('0', course(9))).toBe(textOf(course(1)));
    expect(await ask('1', course(9))).toBe(textOf(course(9)));
    expect(await ask('99', course(9))).toBe(textOf(course(1, 'x'.repeat(200))));
  });

  it('leave no bytes behind when they go', async () => {
    await ask('a', course(1));
    await ask('list', list(['a', 1]));
    answers.invalidate('a');
    expect(answers.bytes).toBe(0);
  });

  it('are none that would push out most of the others', async () => {
    await ask('a', course(1, 'x'.repeat(4_000)));
    expect(answers.bytes).toBe(0);
  });

  it('fail with what the read fails with, and keep nothing of it', async () => {
    await expect(answers.answer('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask('a', course(1))).toBe(textOf(course(1)));
  });
});
