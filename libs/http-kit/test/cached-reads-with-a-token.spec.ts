import { api, cachedReads, ResponseCache, route } from '../src';
import { readThing, startTestApp } from './test-app';

const responseCache = new ResponseCache({ isInvalidationConnected: () => true });
const read = route(readThing, ({ params: { thingId } }) =>
  responseCache.getOrLoad(thingId, () =>
    Promise.resolve({
      body: { name: thingId },
      etag: '"7"',
      isPublic: thingId !== 'draft',
      dependsOn: [{ id: thingId, version: 7 }],
      isList: thingId === 'list',
    }),
  ),
);

let reached = 0;
let test: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  test = await startTestApp([], {
    beforeExpress: cachedReads(responseCache, ({ headers }) => headers.authorization === 'Bearer known'),
    mount: [
      (_req, _res, next) => {
        reached += 1;
        next();
      },
      api({ title: 'Test', description: 'Things' }, [read]),
    ],
  });
});
afterAll(() => test.server.stop());

const get = (thing: string, authorization?: string) =>
  test.request.get(`/v1/things/${thing}`).set(authorization === undefined ? {} : { authorization });

/** Whether a request was left to the routes, after others had its response cached. */
async function reachesRoute(thing: string, authorization?: string): Promise<boolean> {
  for (let i = 0; i < 2; i += 1) await get(thing).expect(200);
  const before = reached;
  const { body } = await get(thing, authorization).expect(200);
  expect(body).toEqual({ name: thing });
  return reached > before;
}

it.each([
  ['a', undefined, false],
  ['a', 'Bearer known', false],
  ['a', 'Bearer unknown', true],
  ['a', 'bearer known', true],
  ['a', '', true],
  ['list', undefined, false],
  // Users may see more in it than others.
  ['list', 'Bearer known', true],
  ['draft', undefined, true],
  ['draft', 'Bearer known', true],
])(
  'a read of "%s" with the authorization %j reaches its route: %s',
  async (thing, authorization, reaches) => {
    expect(await reachesRoute(thing, authorization)).toBe(reaches);
  },
);

it.each([
  ['b', false],
  ['list', true],
])('%s is cached for others by a request with a token, but for a list', async (thing, reaches) => {
  responseCache.clear();
  for (let i = 0; i < 2; i += 1) await get(thing, 'Bearer known').expect(200);
  const before = reached;
  await get(thing).expect(200);
  expect(reached > before).toBe(reaches);
});
