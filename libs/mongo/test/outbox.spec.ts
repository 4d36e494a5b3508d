import { AggregateStore, type AggregateDocument } from '../src';
import { startDatabase } from './database';

interface Thing extends AggregateDocument {
  name: string;
}

let server: Awaited<ReturnType<typeof startDatabase>>;
let things: AggregateStore<Thing>;

beforeAll(async () => {
  server = await startDatabase();
  things = new AggregateStore<Thing>(server.database, 'things', { name: String });
  server.database.start();
  await server.database.ready();
});
afterAll(() => server.stop());
beforeEach(() => things.model.deleteMany({}));

const add = (id: string, ...events: string[]) =>
  things.insert(
    { _id: id, version: 1, name: id },
    events.map((event) => ({ id: event })),
  );
const claim = (owner: string, leaseMs = 60_000, limit = 10) => things.outbox.claim({ owner, leaseMs, limit });
const ids = (claimed: { aggregateId: string }[]) => claimed.map(({ aggregateId }) => aggregateId);

describe('an outbox', () => {
  it('gives the aggregates with pending events, the longest waiting first, with their events in order', async () => {
    await add('quiet');
    await add('first', 'e1', 'e2');
    await things.change({ _id: 'quiet' }, { $set: { name: 'loud' } }, [{ id: 'e3' }]);
    expect(await claim('r1')).toEqual([
      { aggregateId: 'first', events: [{ id: 'e1' }, { id: 'e2' }] },
      { aggregateId: 'quiet', events: [{ id: 'e3' }] },
    ]);
  });

  it('gives each aggregate to one relay only while its lease lives', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(`t${index}`, `e${index}`)));
    const claims = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((owner) => claim(owner, 60_000, 20)));
    expect(claims.flatMap(ids).sort()).toEqual(Array.from({ length: 20 }, (_, index) => `t${index}`).sort());
    expect(await claim('r5')).toEqual([]);
  });

  it('gives an aggregate again when the lease of its relay has ended', async () => {
    await add('t', 'e1');
    await claim('crashed', -1);
    expect(ids(await claim('r2'))).toEqual(['t']);
  });

  it('takes no more than it is asked for', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => add(id, 'e')));
    expect(await claim('r1', 60_000, 2)).toHaveLength(2);
    expect(await claim('r1', 60_000, 2)).toHaveLength(1);
  });

  it('forgets what was confirmed and keeps the rest pending', async () => {
    await add('t', 'e1', 'e2');
    await claim('r1');
    await things.outbox.settle('r1', [{ aggregateId: 't', confirmed: ['e1'] }]);
    expect(await claim('r2')).toEqual([{ aggregateId: 't', events: [{ id: 'e2' }] }]);
    await things.outbox.settle('r2', [{ aggregateId: 't', confirmed: ['e2'] }]);
    expect(await things.outbox.pending()).toEqual({ aggregates: 0, oldest: undefined });
    expect(await things.model.findById('t').lean()).toEqual({ _id: 't', version: 1, name: 't', outbox: [] });
  });

  it('keeps an event that was added while earlier ones were on their way', async () => {
    await add('t', 'e1');
    await claim('r1');
    await things.change({ _id: 't' }, { $set: { name: 'changed' } }, [{ id: 'e2' }]);
    await things.outbox.settle('r1', [{ aggregateId: 't', confirmed: ['e1'] }]);
    expect(await claim('r2')).toEqual([{ aggregateId: 't', events: [{ id: 'e2' }] }]);
  });

  it('leaves the lease alone when another relay has taken over', async () => {
    await add('t', 'e1');
    await claim('slow', -1);
    await claim('r2');
    await things.outbox.settle('slow', [{ aggregateId: 't', confirmed: [] }]);
    expect(await claim('r3')).toEqual([]);
  });

  it('counts what is pending and since when', async () => {
    const before = new Date();
    await add('a', 'e1');
    await add('b', 'e2');
    const { aggregates, oldest } = await things.outbox.pending();
    expect(aggregates).toBe(2);
    expect(oldest?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  it('tells its listeners of commits with events only, until they leave', async () => {
    const heard = jest.fn();
    const leave = things.outbox.onPending(heard);
    await add('quiet');
    expect(heard).not.toHaveBeenCalled();
    await add('loud', 'e1');
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
    await add('later', 'e2');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
