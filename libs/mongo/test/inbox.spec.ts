import { MongoInbox } from '../src';
import { startDatabase } from './database';

let server: Awaited<ReturnType<typeof startDatabase>>;
let inbox: MongoInbox;
let shortLived: MongoInbox;
let count = 0;
let key: string;

beforeAll(async () => {
  server = await startDatabase();
  inbox = new MongoInbox(server.database);
  shortLived = new MongoInbox(server.database, { leaseMs: -1 });
  server.database.start();
  await server.database.ready();
});
afterAll(() => server.stop());
beforeEach(() => (key = `test.queue ${(count += 1)}`));

describe('an inbox', () => {
  it('lets one of many concurrent owners begin', async () => {
    const owners = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const answers = await Promise.all(owners.map((owner) => inbox.begin(key, owner)));
    expect(answers.filter((answer) => answer === 'begun')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'beingProcessed')).toHaveLength(19);
  });

  it('lets one of many concurrent owners take over when the lease has expired', async () => {
    await shortLived.begin(key, 'killed');
    const owners = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const answers = await Promise.all(owners.map((owner) => inbox.begin(key, owner)));
    expect(answers.filter((answer) => answer === 'begun')).toHaveLength(1);
  });

  it('reports a message as processed to every owner once it is marked', async () => {
    await shortLived.begin(key, 'one');
    await inbox.markProcessed(key, 'one');
    expect(await inbox.begin(key, 'two')).toBe('processed');
  });

  it('marks a message as processed also when its owner has lost the lease', async () => {
    await shortLived.begin(key, 'slow');
    await inbox.begin(key, 'other');
    await inbox.markProcessed(key, 'slow');
    expect(await inbox.renewLease(key, 'other')).toBe(false);
    expect(await inbox.begin(key, 'third')).toBe('processed');
  });

  it('keeps a lease that is renewed, and refuses to renew the lease of another owner', async () => {
    await shortLived.begin(key, 'one');
    expect(await inbox.renewLease(key, 'one')).toBe(true);
    expect(await inbox.begin(key, 'two')).toBe('beingProcessed');
    expect(await inbox.renewLease(key, 'two')).toBe(false);
  });

  it('lets another owner begin at once when the owner of the lease has released it', async () => {
    await inbox.begin(key, 'one');
    await inbox.release(key, 'two');
    expect(await inbox.begin(key, 'two')).toBe('beingProcessed');
    await inbox.release(key, 'one');
    expect(await inbox.begin(key, 'two')).toBe('begun');
  });

  it('has the database delete processed messages after a week', async () => {
    const collection = server.database.connection.collection('processed-messages');
    expect(await collection.indexes()).toContainEqual(
      expect.objectContaining({ key: { expireAt: 1 }, expireAfterSeconds: 0 }),
    );
    await inbox.begin(key, 'one');
    const [{ expireAt }] = (await collection.find({ _id: key as never }).toArray()) as unknown as [
      { expireAt: Date },
    ];
    expect(expireAt.getTime()).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
  });
});
