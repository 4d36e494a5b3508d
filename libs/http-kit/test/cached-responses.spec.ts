import { ResponseCache, cachedReads, createMetrics, route } from '../src';
import { readThing, startTestApp } from './test-app';

const responseCache = new ResponseCache({ isInvalidationConnected: () => true });
const metrics = createMetrics('test');
let loads = 0;
const read = route(readThing, ({ params: { thingId } }) =>
  responseCache.getOrLoad(thingId, () => {
    loads += 1;
    return Promise.resolve({
      body: { name: `Thing ${thingId} – ä` },
      etag: '"7"',
      isPublic: true,
      dependsOn: [{ id: thingId, version: 7 }],
    });
  }),
);

let test: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  test = await startTestApp([read], { beforeExpress: cachedReads(responseCache), metrics });
});
afterAll(() => test.server.stop());

const get = (thing: string, headers: Record<string, string> = {}) =>
  test.request.get(`/v1/things/${thing}`).set(headers);

/** Requests the thing until its response is served from the cache. */
async function cacheThing(thing: string): Promise<void> {
  await get(thing).expect(200);
  await get(thing).expect(200);
  expect(responseCache.find(`/v1/things/${thing}`)).toBeDefined();
}

describe('a cached response', () => {
  it('has the same body and headers as the response of the route', async () => {
    const first = await get('a', { 'x-request-id': 'mine' }).expect(200);
    await cacheThing('a');
    const cached = await get('a', { 'x-request-id': 'mine' }).expect(200);
    const [before, after] = [first, cached].map(({ headers: { date: _, ...rest } }) => rest);
    expect(after).toEqual(before);
    expect([cached.text, loads]).toEqual([first.text, 1]);
  });

  it('is logged and measured under its route, with its own request id', async () => {
    await cacheThing('b');
    const { headers } = await get('b').expect(200);
    const line = test.lines.find(({ requestId }) => requestId === headers['x-request-id']);
    expect(line).toMatchObject({ method: 'GET', path: '/v1/things/b', status: 200, msg: 'request' });
    expect(await metrics.metrics()).toMatch(
      /_count\{.*route="\/v1\/things\/:thingId",status="200".*\} [3-9]/,
    );
  });

  it.each(['"7"', 'W/"7"', '"5", "7"', '*'])(
    'is answered with 304 and no body to a request with If-None-Match: %s',
    async (etag) => {
      await cacheThing('c');
      const { text, headers } = await get('c', { 'if-none-match': etag }).expect(304);
      expect([text, headers.etag]).toEqual(['', '"7"']);
      await get('c', { 'if-none-match': '"6"' }).expect(200);
      await get('c', { 'if-none-match': etag, 'cache-control': 'no-cache' }).expect(200);
    },
  );

  it('is read with If-Match for its ETag only', async () => {
    await cacheThing('f');
    await get('f', { 'if-match': '"7"' }).expect(200);
    const { headers } = await get('f', { 'if-match': '"6"', 'if-none-match': '"7"' }).expect(412);
    expect(headers).toMatchObject({ 'x-request-id': expect.any(String), 'cache-control': 'no-store' });
  });

  it('does not serve HEAD or authenticated requests: these reach the route', async () => {
    await cacheThing('d');
    const { headers, text } = await test.request.head('/v1/things/d').expect(200);
    expect([headers['content-length'], text]).toEqual([
      String(Buffer.byteLength('{"name":"Thing d – ä"}')),
      undefined,
    ]);
    const before = loads;
    responseCache.invalidate('d');
    await get('d', { authorization: 'Bearer x' }).expect(200);
    expect(loads).toBe(before + 1);
    expect(responseCache.find('/v1/things/d')).toBeUndefined();
  });

  it('is not served after an invalidation', async () => {
    await cacheThing('e');
    responseCache.invalidate('e');
    const before = loads;
    await get('e').expect(200);
    expect(loads).toBe(before + 1);
  });
});
