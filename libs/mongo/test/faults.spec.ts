import { MongoFaultProxy, type CommandFault } from '@courses/fault-proxy';
import { startEmbeddedMongo, type EmbeddedMongo } from '@courses/embedded-mongo';
import { AggregateStore, Database, DatabaseUnavailableError, MongoInbox } from '../src';
import { silent } from './database';

type Thing = { _id: string; version: number; outbox: []; name: string };

let server: EmbeddedMongo;
let proxy: MongoFaultProxy;
let database: Database;
let store: AggregateStore<Thing>;
let inbox: MongoInbox;

beforeAll(async () => {
  server = await startEmbeddedMongo();
  proxy = await MongoFaultProxy.start({
    target: { host: '127.0.0.1', port: Number(new URL(server.uri).port) },
  });
});

beforeEach(async () => {
  database = new Database(proxy.url, 'faults', silent);
  store = new AggregateStore(database, 'things', { name: String });
  inbox = new MongoInbox(database);
  database.start();
  await database.ready();
});

afterEach(async () => {
  proxy.heal();
  await database.stop();
});

afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

const insert = (_id: string) => store.insert({ _id, version: 1, name: 'x' }, []);

const untilState = async (state: string) => {
  while (database.state !== state) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('an operation that is never answered', () => {
  const operations: Record<string, [command: string, run: () => Promise<unknown>]> = {
    find: ['find', () => store.find('a')],
    insert: ['insert', () => insert('b')],
    update: ['update', () => store.change({ _id: 'a' }, {}, [])],
    'lease of the inbox': ['findAndModify', () => inbox.begin('key', 'owner')],
    claim: ['find', () => store.outbox.claim({ owner: 'r', leaseMs: 1, limit: 1, maxBytes: 1 })],
  };

  it.each(Object.keys(operations))('fails as unavailable, and the next one succeeds: %s', async (name) => {
    const [command, run] = operations[name] as (typeof operations)[string];
    proxy.failCommand({ commands: [command], never: true });
    await expect(run()).rejects.toThrow(DatabaseUnavailableError);
    proxy.heal();
    await expect(run()).resolves.not.toThrow();
  });

  it('does not hold up a stop', async () => {
    proxy.failCommand({ commands: ['find'], never: true });
    const found = store.find('a').catch(() => 'failed');
    await database.stop();
    expect(await found).toBe('failed');
  });
});

describe('a database that hangs', () => {
  it.each(['find', 'insert', 'update'])(
    'is unresponsive when no %s is answered, until one is',
    async (command) => {
      proxy.failCommand({ commands: [command], never: true });
      await untilState('unresponsive');
      proxy.heal();
      await untilState('connected');
    },
  );

  it('is unavailable when no byte comes', async () => {
    proxy.blackHole();
    await expect(store.find('a')).rejects.toThrow(DatabaseUnavailableError);
    await expect(insert('c')).rejects.toThrow(DatabaseUnavailableError);
    proxy.heal();
    await untilState('connected');
    await store.find('a');
  });

  it('is unavailable for what is under way when the driver gives its connections up', async () => {
    proxy.blackHole();
    const failures: Promise<unknown>[] = [];
    while (database.state !== 'disconnected') {
      failures.push(insert('d').catch((error: unknown) => error));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const failure of await Promise.all(failures))
      expect(failure).toBeInstanceOf(DatabaseUnavailableError);
  });
});

describe('an error of a failover', () => {
  const codes = [
    6, 7, 50, 64, 89, 91, 112, 133, 134, 189, 262, 365, 9001, 10058, 10107, 11600, 11602, 13435, 13436,
  ];
  const faults: [string, Partial<CommandFault>][] = [
    ...codes.map((errorCode): [string, Partial<CommandFault>] => [`code ${errorCode}`, { errorCode }]),
    ['label RetryableWriteError', { errorCode: 1, errorLabels: ['RetryableWriteError'] }],
    ['label TransientTransactionError', { errorCode: 1, errorLabels: ['TransientTransactionError'] }],
  ];

  it.each(faults)('means that the database is unavailable: %s', async (_, fault) => {
    proxy.failCommand({ commands: ['find', 'update'], ...fault });
    const unavailable = expect.objectContaining({ code: 'not-ready', retryAfterSeconds: 2 });
    await expect(store.find('a')).rejects.toEqual(unavailable);
    await expect(store.change({ _id: 'a' }, {}, [])).rejects.toEqual(unavailable);
  });

  it('is not every error', async () => {
    proxy.failCommand({ commands: ['find'], errorCode: 2 });
    await expect(store.find('a')).rejects.not.toThrow(DatabaseUnavailableError);
  });
});
