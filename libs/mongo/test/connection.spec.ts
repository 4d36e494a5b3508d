import { startEmbeddedMongo } from '@courses/embedded-mongo';
import { AggregateStore, Database, DatabaseUnavailableError } from '../src';
import { silent } from './database';

describe('a database', () => {
  it('fails at once before the first connection, connects when the server starts, and reconnects after its restart', async () => {
    const first = await startEmbeddedMongo();
    const port = Number(new URL(first.uri).port);
    await first.stop();
    const database = new Database(`mongodb://127.0.0.1:${port}/`, 'named', silent);
    const store = new AggregateStore(database, 'things', { name: String });
    database.start();
    expect(database.state).toBe('connecting');
    await expect(store.find('x')).rejects.toThrow(DatabaseUnavailableError);
    expect(await store.outbox.claim({ owner: 'r', leaseMs: 1, limit: 1, maxBytes: 1 })).toEqual({
      aggregates: [],
      hasMore: false,
      takenOver: 0,
    });

    const second = await startEmbeddedMongo({ port });
    await database.ready();
    expect(database.state).toBe('connected');
    expect(database.connection.name).toBe('named');
    expect(await store.find('x')).toBeUndefined();

    await second.stop();
    await expect(store.find('x')).rejects.toThrow(DatabaseUnavailableError);
    const third = await startEmbeddedMongo({ port });
    expect(await store.find('x')).toBeUndefined();
    await database.stop();
    await third.stop();
  });

  it('stops while it is connecting', async () => {
    const database = new Database('mongodb://127.0.0.1:1/', 'named', silent);
    database.start();
    await database.stop();
    await database.ready();
    await new Promise(setImmediate);
    expect(database.state).toBe('disconnected');
  });
});
