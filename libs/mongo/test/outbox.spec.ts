import { AggregateStore, type AggregateDocument } from '../src';
import { event, startDatabase } from './database';

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
    events.map((each) => event(each)),
  );
const claimed = (owner: string, { leaseMs = 60_000, limit = 10, maxBytes = 1_000_000 } = {}) =>
  things.outbox.claim({ owner, leaseMs, limit, maxBytes });
const claim = async (...request: Parameters<typeof claimed>) => (await claimed(...request)).aggregates;
const ids = (aggregates: { aggregateId: string }[]) => aggregates.map(({ aggregateId }) => aggregateId);

describe('an outbox', () => {
  it('claims aggregates with pending events, the oldest first, with their events in order', async () => {
    await add('quiet');
    await add('first', 'e1', 'e2');
    await things.change({ _id: 'quiet' }, { $set: { name: 'loud' } }, [event('e3')]);
    expect(await claim('r1')).toEqual([
      { aggregateId: 'first', events: [event('e1'), event('e2')] },
      { aggregateId: 'quiet', events: [event('e3')] },
    ]);
  });

  it('claims at once what a process wrote whose clock is an hour ahead', async () => {
    await add('early', 'e1');
    const ahead = { outboxAt: new Date(Date.now() + 3_600_000) };
    await things.model.collection.updateOne({}, { $set: ahead });
    expect(ids(await claim('r1'))).toEqual(['early']);
  });

  it('claims and settles a document that lacks its events', async () => {
    const broken = { _id: 'broken', version: 1, name: 'x', outboxAt: new Date(0) };
    await things.model.collection.insertOne(broken as never);
    await add('whole', 'e1');
    expect(await claim('r1')).toEqual([
      { aggregateId: 'broken', events: [] },
      { aggregateId: 'whole', events: [event('e1')] },
    ]);
    await things.outbox.settle('r1', [
      { aggregateId: 'broken', confirmed: [] },
      { aggregateId: 'whole', confirmed: ['e1'] },
    ]);
    expect(await things.model.countDocuments({ outboxAt: { $exists: true } })).toBe(0);
  });

  it('lets one relay at a time claim an aggregate', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(`t${index}`, `e${index}`)));
    const claims = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((owner) => claim(owner, { limit: 20 })));
    expect(claims.flatMap(ids).sort()).toEqual(Array.from({ length: 20 }, (_, index) => `t${index}`).sort());
    expect(await claim('r5')).toEqual([]);
  });

  it('lets another relay claim an aggregate when its lease has expired', async () => {
    await add('t', 'e1');
    await claim('crashed', { leaseMs: -1 });
    expect(ids(await claim('r2'))).toEqual(['t']);
  });

  it('claims at most `limit` aggregates', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => add(id, 'e')));
    expect(await claimed('r1', { limit: 2 })).toMatchObject({ aggregates: { length: 2 }, hasMore: true });
    expect(await claimed('r1', { limit: 2 })).toMatchObject({ aggregates: { length: 1 }, hasMore: false });
  });

  it('claims at most `maxBytes` of events, and leaves the rest for the next claim', async () => {
    const large = { data: 'x'.repeat(1_000) };
    for (const id of ['a', 'b', 'c'])
      await things.insert({ _id: id, version: 1, name: id }, [{ ...event(id), ...large }]);
    expect(await claimed('r1', { maxBytes: 1_500 })).toMatchObject({
      aggregates: { length: 2 },
      hasMore: true,
    });
    expect(await claimed('r2', { maxBytes: 1 })).toMatchObject({ aggregates: { length: 1 }, hasMore: false });
    expect(await claim('r3')).toEqual([]);
  });

  it('lets concurrent relays claim every aggregate exactly once', async () => {
    const all = Array.from({ length: 100 }, (_, index) => `t${index}`);
    for (const id of all) await add(id, `e-${id}`);
    const others = [server.open(), server.open()];
    const outboxes = others.map(
      (database) => new AggregateStore<Thing>(database, 'things', { name: String }).outbox,
    );
    for (const database of others) database.start();
    await Promise.all(others.map((database) => database.ready()));

    const given: string[] = [];
    const relay = async (owner: string, outbox = things.outbox) => {
      for (let hasMore = true; hasMore;) {
        const got = await outbox.claim({ owner, leaseMs: 60_000, limit: 2, maxBytes: 1_000_000 });
        given.push(...ids(got.aggregates));
        hasMore = got.hasMore;
      }
    };
    await Promise.all([relay('r1'), ...outboxes.map((outbox, index) => relay(`r${index + 2}`, outbox))]);
    await relay('last');

    expect(given.sort()).toEqual(all.sort());
    await Promise.all(others.map((database) => database.stop()));
  });

  it('counts expired leases of other owners, not its own', async () => {
    for (const id of ['a', 'b', 'c']) await add(id, 'e');
    await claim('crashed', { leaseMs: -1, limit: 2 });
    expect(await claimed('r1', { leaseMs: -1 })).toMatchObject({ aggregates: { length: 3 }, takenOver: 2 });
    expect(await claimed('r1')).toMatchObject({ aggregates: { length: 3 }, takenOver: 0 });
  });

  it('keeps the place of a pending aggregate that is changed again', async () => {
    await add('busy', 'e1');
    await add('other', 'e2');
    const { oldest } = await things.outbox.pending();
    await things.change({ _id: 'busy' }, { $set: { name: 'changed' } }, [event('e3')]);
    expect((await things.outbox.pending()).oldest).toEqual(oldest);
    expect(ids(await claim('r1'))).toEqual(['busy', 'other']);
  });

  it('removes confirmed events and keeps the others pending', async () => {
    await add('t', 'e1', 'e2');
    await claim('r1');
    await things.outbox.settle('r1', [{ aggregateId: 't', confirmed: ['e1'] }]);
    expect(await claim('r2')).toEqual([{ aggregateId: 't', events: [event('e2')] }]);
    await things.outbox.settle('r2', [{ aggregateId: 't', confirmed: ['e2'] }]);
    expect(await things.outbox.pending()).toEqual({ aggregates: 0, oldest: undefined });
    expect(await things.model.findById('t').lean()).toEqual({ _id: 't', version: 1, name: 't', outbox: [] });
  });

  it('removes the confirmed events of each aggregate, and keeps all where none is confirmed', async () => {
    for (const id of ['a', 'b', 'c']) await add(id, `${id}1`, `${id}2`, `${id}3`);
    await claim('r1');
    await things.outbox.settle('r1', [
      { aggregateId: 'a', confirmed: ['a1'] },
      { aggregateId: 'b', confirmed: ['b1', 'b2'] },
      { aggregateId: 'c', confirmed: [] },
    ]);
    const left = (await claim('r2')).map(({ events }) => events.map(({ id }) => id));
    expect(left.sort()).toEqual([['a2', 'a3'], ['b3'], ['c1', 'c2', 'c3']]);
  });

  it('keeps an event that is added while earlier ones are being published', async () => {
    await add('t', 'e1');
    await claim('r1');
    await things.change({ _id: 't' }, { $set: { name: 'changed' } }, [event('e2')]);
    await things.outbox.settle('r1', [{ aggregateId: 't', confirmed: ['e1'] }]);
    expect(await claim('r2')).toEqual([{ aggregateId: 't', events: [event('e2')] }]);
  });

  it('keeps the lease of another relay that has taken over', async () => {
    await add('t', 'e1');
    await claim('slow', { leaseMs: -1 });
    await claim('r2');
    await things.outbox.settle('slow', [{ aggregateId: 't', confirmed: [] }]);
    expect(await claim('r3')).toEqual([]);
  });

  it('removes the events that two relays confirmed, each some of them', async () => {
    await add('t', 'e1', 'e2', 'e3');
    await things.outbox.settle('quick', [{ aggregateId: 't', confirmed: ['e1'] }]);
    await things.outbox.settle('slow', [{ aggregateId: 't', confirmed: ['e1', 'e2'] }]);
    expect(await claim('r3')).toEqual([{ aggregateId: 't', events: [event('e3')] }]);
  });

  it('counts pending aggregates and knows the oldest', async () => {
    const before = new Date();
    await add('a', 'e1');
    await add('b', 'e2');
    const { aggregates, oldest } = await things.outbox.pending();
    expect(aggregates).toBe(2);
    expect(oldest?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  it('notifies its listeners of commits with events only, until they unsubscribe', async () => {
    const listener = jest.fn();
    const unsubscribe = things.outbox.onPending(listener);
    await add('quiet');
    expect(listener).not.toHaveBeenCalled();
    await add('loud', 'e1');
    expect(listener).toHaveBeenCalledTimes(1);
    unsubscribe();
    await add('later', 'e2');
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
