import { randomUUID } from 'node:crypto';
import type { EventMessage } from '@courses/contracts';
import { outboxRelay, type AmqpBus, type Outbox } from '@courses/messaging';
import { AggregateStore, Database, type AggregateDocument } from '@courses/mongo';
import { pino } from 'pino';

export const logger = pino({ level: 'warn' }, pino.destination(2));

/** Runs a relay until the outbox is empty. */
export async function relayAll(outbox: Outbox, bus: AmqpBus, count: number): Promise<void> {
  let confirmed = 0;
  let finish: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const counted: Outbox = {
    name: outbox.name,
    claim: (request) => outbox.claim(request),
    pending: () => outbox.pending(),
    onPending: (listener) => outbox.onPending(listener),
    setValidator: (validate) => outbox.setValidator(validate),
    settle: async (owner, results) => {
      await outbox.settle(owner, results);
      for (const result of results) confirmed += result.confirmed.length;
      if (confirmed === count) finish();
    },
  };
  const relay = outboxRelay({ outbox: counted, publish: (message) => bus.publish(message), logger });
  relay.start();
  await finished;
  await relay.stop();
}

/** An outbox that costs next to nothing, so that the rate is that of the relay itself. */
export function memoryOutbox(events: readonly EventMessage[]): Outbox {
  let next = 0;
  return {
    name: 'memory',
    claim: ({ limit }) => {
      const claimed = events.slice(next, next + limit);
      next += claimed.length;
      const aggregates = claimed.map((event) => ({ aggregateId: event.subject, events: [event] }));
      return Promise.resolve({ aggregates, hasMore: next < events.length, takenOver: 0 });
    },
    settle: () => Promise.resolve(),
    pending: () => Promise.resolve({ aggregates: events.length - next, oldest: undefined }),
    onPending: () => () => undefined,
    setValidator: () => undefined,
  };
}

/** An outbox in a new database; `fill` stores one aggregate for each event. */
export async function databaseOutbox(uri: string) {
  const databaseUri = new URL(uri);
  databaseUri.pathname = `/bench-${randomUUID().slice(0, 8)}`;
  const quiet = { info: () => undefined, warn: () => undefined };
  const database = new Database(databaseUri.href, 'bench', quiet);
  const store = new AggregateStore<AggregateDocument>(database, 'aggregates', {});
  database.start();
  await database.ready();
  return {
    outbox: store.outbox,
    async fill(events: readonly EventMessage[]): Promise<void> {
      await store.model.collection.deleteMany({});
      const outboxAt = new Date();
      const documents = events.map((event) => ({
        _id: event.subject,
        version: 1,
        outbox: [event],
        outboxAt,
      }));
      await store.model.collection.insertMany(documents as never[]);
    },
    async close(): Promise<void> {
      await database.connection.dropDatabase();
      await database.stop();
    },
  };
}
