import { startTracedThings, within } from './traced';

let fixture: Awaited<ReturnType<typeof startTracedThings>>;
let traced: typeof fixture.traced;
let server: typeof fixture.server;
let things: typeof fixture.things;

beforeAll(async () => {
  const unique = [{ keys: { name: 1 as const }, options: { unique: true } }];
  // One connection, so that commands wait for each other.
  fixture = await startTracedThings('maxPoolSize=1', unique);
  ({ traced, server, things } = fixture);
});
afterAll(() => fixture.stop());
beforeEach(() => things.model.deleteMany({}));

const root = () => traced.tracer.startSpan('root');
const insert = (_id: string) => things.insert({ _id, version: 1, name: `name of ${_id}` }, []);
const namesIn = (span: ReturnType<typeof root>) => traced.childrenIn(span).map(({ name }) => name);

describe('a command within a trace', () => {
  it('is a span that tells what it does and where, and nothing of its documents', async () => {
    const span = root();
    await within(span, () => insert('secret'));
    const { hostname, port, pathname } = new URL(server.uri);
    expect(traced.childrenIn(span)).toEqual([
      expect.objectContaining({
        name: 'insert things',
        kind: 'client',
        parentId: span.spanContext().spanId,
        attributes: {
          'db.system.name': 'mongodb',
          'db.namespace': pathname.slice(1),
          'db.collection.name': 'things',
          'db.operation.name': 'insert',
          'server.address': hostname,
          'server.port': Number(port),
        },
      }),
    ]);
    expect(JSON.stringify(traced.childrenIn(span))).not.toMatch('secret');
  });

  it('is named by its collection, also where it goes on with a cursor', async () => {
    for (const id of ['a', 'b', 'c']) await insert(id);
    const span = root();
    expect(await within(span, () => things.model.find().batchSize(2).lean().exec())).toHaveLength(3);
    expect(namesIn(span)).toEqual(['find things', 'getMore things']);
  });

  it('belongs to the trace of its caller, although others wait for the same connection', async () => {
    const roots = Array.from({ length: 20 }, root);
    await Promise.all(
      roots.map((span, index) =>
        within(span, async () => {
          await insert(`t${index}`);
          await things.find(`t${index}`);
        }),
      ),
    );
    for (const span of roots) expect(namesIn(span)).toEqual(['insert things', 'find things']);
  });

  it('that fails tells the code of the error, not its message', async () => {
    await insert('secret');
    await insert('other');
    const span = root();
    const clash = within(span, () =>
      things.model.findOneAndUpdate({ _id: 'other' }, { $set: { name: 'name of secret' } }).exec(),
    );
    await expect(clash).rejects.toThrow(/secret/);
    expect(traced.childrenIn(span)).toMatchObject([
      {
        name: 'findAndModify things',
        error: 'MongoServerError',
        attributes: { 'error.type': '11000', 'db.response.status_code': '11000' },
      },
    ]);
    expect(JSON.stringify(traced.childrenIn(span))).not.toMatch('secret');
  });
});

it('gives a command outside of a trace no span', async () => {
  const before = traced.spanCount();
  await insert('quiet');
  await things.find('quiet');
  expect(traced.spanCount()).toBe(before);
});
