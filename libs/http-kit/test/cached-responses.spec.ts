import { ResponseCache, createMetrics, route } from '../src';
import { readThing, startTestApp } from './test-app';

const responseCache = new ResponseCache({ isInvalidationConnected: () => true });
const metrics = createMetrics('test');
let asked = 0;
const read = route(readThing, ({ params: { thingId } }) =>
  responseCache.answer(thingId, () => {
    asked += 1;
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
  test = await startTestApp([read], { responseCache, metrics });
});
afterAll(() => test.server.stop());

const get = (thing: string, headers: Record<string, string> = {}) =>
  test.request.get(`/v1/things/${thing}`).set(headers);

/** Asks until the answer no longer comes from the route. */
async function keep(thing: string): Promise<void> {
  await get(thing).expect(200);
  await get(thing).expect(200);
  expect(responseCache.find(`/v1/things/${thing}`)).toBeDefined();
}

describe('an answer that is kept', () => {
  it('is the same as that of the route, with every header', async () => {
    const first = await get('a', { 'x-request-id': 'mine' }).expect(200);
    await keep('a');
    const kept = await get('a', { 'x-request-id': 'mine' }).expect(200);
    const [before, after] = [first, kept].map(({ headers: { date: _, ...rest } }) => rest);
    expect(after).toEqual(before);
    expect([kept.text, asked]).toEqual([first.text, 1]);
  });

  it('is logged and counted under its route, with a request id of its own', async () => {
    await keep('b');
    const { headers } = await get('b').expect(200);
    const line = test.lines.find(({ requestId }) => requestId === headers['x-request-id']);
    expect(line).toMatchObject({ method: 'GET', path: '/v1/things/b', status: 200, msg: 'request' });
    expect(await metrics.metrics()).toMatch(
      /_count\{.*route="\/v1\/things\/:thingId",status="200".*\} [3-9]/,
    );
  });

  it.each(['"7"', 'W/"7"', '"5", "7"', '*'])('is 304 without a body to whoever names %s', async (etag) => {
    await keep('c');
    const { text, headers } = await get('c', { 'if-none-match': etag }).expect(304);
    expect([text, headers.etag]).toEqual(['', '"7"']);
    await get('c', { 'if-none-match': '"6"' }).expect(200);
    await get('c', { 'if-none-match': etag, 'cache-control': 'no-cache' }).expect(200);
  });

  it('is not for HEAD, nor for those who say who they are: their route answers', async () => {
    await keep('d');
    const { headers, text } = await test.request.head('/v1/things/d').expect(200);
    expect([headers['content-length'], text]).toEqual([
      String(Buffer.byteLength('{"name":"Thing d – ä"}')),
      undefined,
    ]);
    const before = asked;
    responseCache.invalidate('d');
    await get('d', { authorization: 'Bearer x' }).expect(200);
    expect(asked).toBe(before + 1);
    expect(responseCache.find('/v1/things/d')).toBeUndefined();
  });

  it('is gone after a change', async () => {
    await keep('e');
    responseCache.invalidate('e');
    const before = asked;
    await get('e').expect(200);
    expect(asked).toBe(before + 1);
  });
});
