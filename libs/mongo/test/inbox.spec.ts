import { ProcessedMessages } from '../src';
import { startDatabase } from './database';

let server: Awaited<ReturnType<typeof startDatabase>>;
let processed: ProcessedMessages;
let shortLived: ProcessedMessages;
let count = 0;
let key: string;

beforeAll(async () => {
  server = await startDatabase();
  processed = new ProcessedMessages(server.database);
  shortLived = new ProcessedMessages(server.database, { leaseMs: -1 });
  server.database.start();
  await server.database.ready();
});
afterAll(() => server.stop());
beforeEach(() => (key = `test.queue ${(count += 1)}`));

describe('processed messages', () => {
  it('let one of many racing owners begin', async () => {
    const owners = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const answers = await Promise.all(owners.map((owner) => processed.begin(key, owner)));
    expect(answers.filter((answer) => answer === 'begun')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'working')).toHaveLength(19);
  });

  it('let one of many racing owners take over when the lease has run out', async () => {
    await shortLived.begin(key, 'killed');
    const owners = Array.from({ length: 20 }, (_, index) => `o${index}`);
    const answers = await Promise.all(owners.map((owner) => processed.begin(key, owner)));
    expect(answers.filter((answer) => answer === 'begun')).toHaveLength(1);
  });

  it('are done for everybody once they are finished', async () => {
    await shortLived.begin(key, 'one');
    await processed.finish(key, 'one');
    expect(await processed.begin(key, 'two')).toBe('done');
  });

  it('are done also when the owner has lost its lease before it finished', async () => {
    await shortLived.begin(key, 'slow');
    await processed.begin(key, 'other');
    await processed.finish(key, 'slow');
    expect(await processed.renew(key, 'other')).toBe(false);
    expect(await processed.begin(key, 'third')).toBe('done');
  });

  it('keep a lease that is renewed, and tell an owner that has lost it', async () => {
    await shortLived.begin(key, 'one');
    expect(await processed.renew(key, 'one')).toBe(true);
    expect(await processed.begin(key, 'two')).toBe('working');
    expect(await processed.renew(key, 'two')).toBe(false);
  });

  it('may begin again at once when an attempt was abandoned by its owner', async () => {
    await processed.begin(key, 'one');
    await processed.abandon(key, 'two');
    expect(await processed.begin(key, 'two')).toBe('working');
    await processed.abandon(key, 'one');
    expect(await processed.begin(key, 'two')).toBe('begun');
  });

  it('are forgotten by the database after their time', async () => {
    const collection = server.database.connection.collection('processed-messages');
    expect(await collection.indexes()).toContainEqual(
      expect.objectContaining({ key: { expireAt: 1 }, expireAfterSeconds: 0 }),
    );
    await processed.begin(key, 'one');
    const [{ expireAt }] = (await collection.find({ _id: key as never }).toArray()) as unknown as [
      { expireAt: Date },
    ];
    expect(expireAt.getTime()).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
  });
});
