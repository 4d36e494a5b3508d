import type { CacheableResponse } from './cacheable-response';
import { ResponseCache } from './response-cache';

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

describe('ResponseCache', () => {
  let connected: boolean;
  let cache: ResponseCache;
  beforeEach(() => {
    connected = true;
    cache = new ResponseCache({ isInvalidationConnected: () => connected, maxBytes: 20_000 });
  });

  /** The response of the key; `now` is what the database would return. */
  const read = async (key: string, now: CacheableResponse) =>
    (await cache.getOrLoad(key, () => Promise.resolve(now))).json;
  const textOf = ({ body }: CacheableResponse) => JSON.stringify(body);
  /** A load that has read the database but has not finished. */
  const loadSlowly = (key: string, content: CacheableResponse) => {
    let finish = () => {};
    const answered = new Promise<CacheableResponse>((resolve) => (finish = () => resolve(content)));
    const done = cache.getOrLoad(key, () => answered);
    return () => {
      finish();
      return done;
    };
  };

  it('serves a cached response without reading the database again', async () => {
    await read('a', course(1));
    expect(await read('a', course(9))).toBe(textOf(course(1)));
  });

  it('uses the ETag of the content, or else a hash of the body', async () => {
    expect((await cache.getOrLoad('a', () => Promise.resolve(course(4)))).etag).toBe('"4"');
    const etags = [list(['a', 1]), list(['a', 1]), list(['a', 2])].map(
      async (content) =>
        (
          await new ResponseCache({ isInvalidationConnected: () => true }).getOrLoad('', () =>
            Promise.resolve(content),
          )
        ).etag,
    );
    const [one, same, other] = await Promise.all(etags);
    expect(one).toMatch(/^"[\w-]+"$/);
    expect([same === one, other === one]).toEqual([true, false]);
  });

  it('does not cache a response that is not public', async () => {
    await read('a', { ...course(1), isPublic: false });
    expect(await read('a', course(2))).toBe(textOf(course(2)));
  });

  it('drops the responses that show a changed entity, and every list', async () => {
    await read('a', course(1));
    await read('list', list(['b', 1]));
    cache.invalidate('a');
    expect(await read('a', course(2))).toBe(textOf(course(2)));
    expect(await read('list', list(['a', 2], ['b', 1]))).toBe(textOf(list(['a', 2], ['b', 1])));
  });

  it('keeps a response that shows the version of the invalidation already', async () => {
    await read('a', course(2));
    cache.invalidate('a', 2);
    expect(await read('a', course(9))).toBe(textOf(course(2)));
    cache.invalidate('a', 3);
    expect(await read('a', course(3))).toBe(textOf(course(3)));
  });

  it('drops a response when another one shows a newer version of its entity', async () => {
    await read('a', course(1));
    await read('list', list(['a', 2]));
    expect(await read('a', course(2))).toBe(textOf(course(2)));

    cache.clear();
    await read('list', list(['a', 2]));
    await read('a', { ...course(3), isPublic: false });
    expect(await read('list', list(['a', 3]))).toBe(textOf(list(['a', 3])));
  });

  it('does not cache a load that an invalidation, or a newer response, made stale', async () => {
    const stale: (() => unknown)[] = [
      () => cache.invalidate('a'),
      () => cache.clear(),
      () => read('list', list(['a', 2])),
    ];
    for (const event of stale) {
      const finish = loadSlowly('a', course(1));
      await event();
      expect((await finish()).json).toBe(textOf(course(1)));
      expect(await read('a', course(2))).toBe(textOf(course(2)));
      cache.clear();
    }
  });

  it('loads once for concurrent requests for the same key', async () => {
    const finish = loadSlowly('a', course(1));
    const others = [read('a', course(8)), read('a', course(9))];
    await finish();
    expect(await Promise.all(others)).toEqual([textOf(course(1)), textOf(course(1))]);
  });

  it('loads again for a concurrent request when the first load is private, stale or failed', async () => {
    const draft = loadSlowly('a', { ...course(1), isPublic: false });
    const other = read('a', course(2));
    await draft();
    expect(await other).toBe(textOf(course(2)));

    const stale = loadSlowly('b', course(3));
    const later = read('b', course(4));
    cache.invalidate('a');
    await stale();
    expect(await later).toBe(textOf(course(4)));

    const failing = cache.getOrLoad('c', () => Promise.reject(new Error('away')));
    const luckier = read('c', course(5));
    await expect(failing).rejects.toThrow('away');
    expect(await luckier).toBe(textOf(course(5)));
  });

  it('finds a response by the URL registered for it, as long as it is cached', async () => {
    await read('a', course(1));
    expect(cache.find('/a')).toBeUndefined();
    const cached = await cache.getOrLoad('a', () => Promise.reject(new Error('not read again')));
    cached.registerUrl?.('/a', '/:id');
    expect(cache.find('/a')).toEqual({ response: cached, route: '/:id' });
    cache.invalidate('a');
    expect(cache.find('/a')).toBeUndefined();
    cached.registerUrl?.('/a', '/:id');
    expect(cache.find('/a')).toBeUndefined();
  });

  it('finds nothing by URL while invalidation is disconnected', async () => {
    await read('a', course(1));
    (await cache.getOrLoad('a', () => Promise.resolve(course(2)))).registerUrl?.('/a', '/:id');
    connected = false;
    expect(cache.find('/a')).toBeUndefined();
  });

  it('neither caches nor serves cached responses while invalidation is disconnected', async () => {
    await read('a', course(1));
    connected = false;
    expect(await read('a', course(2))).toBe(textOf(course(2)));
    const finish = loadSlowly('b', course(3));
    connected = true;
    await finish();
    expect(await read('b', course(4))).toBe(textOf(course(4)));
  });

  it('reloads a response that is older than maxAgeMs', async () => {
    const shortLived = new ResponseCache({ isInvalidationConnected: () => true, maxAgeMs: -1 });
    await shortLived.getOrLoad('a', () => Promise.resolve(course(1)));
    expect((await shortLived.getOrLoad('a', () => Promise.resolve(course(2)))).etag).toBe('"2"');
  });

  it('stays below maxBytes by evicting the least recently used responses', async () => {
    for (let key = 0; key < 100; key += 1) {
      await read('0', course(1));
      await read(String(key), {
        ...course(1, 'x'.repeat(200)),
        dependsOn: [{ id: String(key), version: 1 }],
      });
      expect(cache.bytes).toBeLessThanOrEqual(20_000);
    }
    expect(await read('0', course(9))).toBe(textOf(course(1)));
    expect(await read('1', course(9))).toBe(textOf(course(9)));
    expect(await read('99', course(9))).toBe(textOf(course(1, 'x'.repeat(200))));
  });

  it('counts no bytes for dropped responses', async () => {
    await read('a', course(1));
    await read('list', list(['a', 1]));
    cache.invalidate('a');
    expect(cache.bytes).toBe(0);
  });

  it('does not cache a response larger than an eighth of maxBytes', async () => {
    await read('a', course(1, 'x'.repeat(4_000)));
    expect(cache.bytes).toBe(0);
  });

  it('fails with the error of the load and caches nothing', async () => {
    await expect(cache.getOrLoad('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await read('a', course(1))).toBe(textOf(course(1)));
  });
});
