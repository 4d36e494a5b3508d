import type { EventMessage } from '@courses/contracts';
import {
  AggregateStore,
  ConflictError,
  DuplicateKeyError,
  OutboxFullError,
  type AggregateDocument,
} from '../src';
import { event, startDatabase } from './database';

interface Account extends AggregateDocument {
  owner: string;
  balance: number;
  note?: string;
}

const fields = { owner: String, balance: Number, note: String };
const indexes = [{ keys: { owner: 1 as const }, options: { unique: true } }];

let server: Awaited<ReturnType<typeof startDatabase>>;
let accounts: AggregateStore<Account>;
let count = 0;

beforeAll(async () => {
  server = await startDatabase();
  accounts = new AggregateStore<Account>(server.database, 'accounts', fields, indexes);
  server.database.start();
  await server.database.ready();
});
afterAll(() => server.stop());

async function opened(events: EventMessage[] = []) {
  count += 1;
  const account = { _id: `a${count}`, version: 1, owner: `owner ${count}`, balance: 10 };
  await accounts.insert(account, events);
  return account;
}
const pendingOf = async (id: string) =>
  (await accounts.model.findById(id).select({ outbox: 1, outboxAt: 1 }).lean()) as unknown as Account;

describe('an aggregate', () => {
  it('stores an aggregate, and reads it without the outbox fields', async () => {
    const account = await opened([event('e1')]);
    expect(await accounts.find(account._id)).toEqual(account);
    expect(await accounts.find('nobody')).toBeUndefined();
  });

  it('stores the events in the document of their aggregate', async () => {
    const quiet = await opened();
    expect(await pendingOf(quiet._id)).toEqual({ _id: quiet._id, outbox: [] });
    const loud = await opened([event('e1'), event('e2')]);
    expect(await pendingOf(loud._id)).toEqual({
      _id: loud._id,
      outbox: [event('e1'), event('e2')],
      outboxAt: expect.any(Date),
    });
  });

  it('rejects a second document with the same unique key', async () => {
    const { owner } = await opened();
    const twin = accounts.insert({ _id: 'twin', version: 1, owner, balance: 0 }, []);
    await expect(twin).rejects.toThrow(DuplicateKeyError);
    await expect(twin).rejects.toMatchObject({ keyPattern: { owner: 1 } });
  });

  it('stores nothing with an event that could never be published', async () => {
    const validated = new AggregateStore<Account>(server.open(), 'accounts', fields);
    validated.outbox.setValidator(({ id }) => {
      if (id === 'bad') throw new TypeError('breaks its contract');
    });
    const account = { _id: 'invalid', version: 1, owner: 'nobody', balance: 10 };
    await expect(validated.insert(account, [event('bad')])).rejects.toThrow('breaks its contract');
    await expect(validated.replace({ ...account, version: 2 }, [event('bad')])).rejects.toThrow(
      'breaks its contract',
    );
    expect(await accounts.find('invalid')).toBeUndefined();
  });

  it('replaces an aggregate with the next version, and appends its events', async () => {
    const account = await opened([event('e1')]);
    await accounts.replace({ ...account, version: 2, balance: 20 }, [event('e2')]);
    expect(await accounts.find(account._id)).toEqual({ ...account, version: 2, balance: 20 });
    expect((await pendingOf(account._id)).outbox).toEqual([event('e1'), event('e2')]);
  });

  it('rejects a writer that read an older version, and stores none of its events', async () => {
    const account = await opened();
    await accounts.replace({ ...account, version: 2, balance: 20 }, []);
    const late = accounts.replace({ ...account, version: 2, balance: 99 }, [event('late')]);
    await expect(late).rejects.toThrow(ConflictError);
    expect(await accounts.find(account._id)).toMatchObject({ balance: 20 });
    expect((await pendingOf(account._id)).outbox).toEqual([]);
  });

  it('lets one of many concurrent writers win each version', async () => {
    const account = await opened();
    const write = (balance: number) =>
      accounts.replace({ ...account, version: 2, balance }, [event(`e${balance}`)]);
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => write(index)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await pendingOf(account._id)).outbox).toHaveLength(1);
  });

  it('changes an aggregate only while the condition holds, with concurrent writers', async () => {
    const account = await opened();
    const take = (index: number) =>
      accounts.change({ _id: account._id, balance: { $gte: 1 } }, { $inc: { balance: -1 } }, [
        event(`t${index}`),
      ]);
    const results = await Promise.all(Array.from({ length: 25 }, (_, index) => take(index)));
    expect(results.filter((changed) => changed)).toHaveLength(10);
    expect(await accounts.find(account._id)).toMatchObject({ balance: 0, version: 11 });
    expect((await pendingOf(account._id)).outbox).toHaveLength(10);
  });

  it('reads an aggregate without the excluded fields', async () => {
    const { _id } = await opened();
    expect(await accounts.find(_id, { owner: 0 })).toEqual({ _id, version: 1, balance: 10 });
  });

  it('rejects a change whose events leave no room in the document, and writes nothing', async () => {
    const account = await opened([{ ...event('e1'), data: 'x'.repeat(9_000_000) }]);
    const change = accounts.replace({ ...account, version: 2, balance: 1 }, [
      { ...event('e2'), data: 'x'.repeat(9_000_000) },
    ]);
    await expect(change).rejects.toThrow(OutboxFullError);
    expect(await accounts.find(account._id)).toEqual(account);
  });
});
