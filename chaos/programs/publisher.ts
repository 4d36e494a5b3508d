// A service that writes aggregates with events and relays them, on the same libraries as every service.
import './shifted-clock';
import { amqpBus, outboxRelay } from '@courses/messaging';
import { AggregateStore, Database, type AggregateDocument } from '@courses/mongo';
import { pino } from 'pino';
import { documentId, createEvent, type EventKind } from './events';
import { connectToParent, count, killSelf, readConfig, report } from './parent-process';
import { startLoad } from './load';
import { programTracing } from './tracing';
import type { Load, PublisherConfig } from './protocol';

const config = readConfig<PublisherConfig>();
const logger = pino({ level: 'info', name: 'publisher' }, pino.destination(2));
const tracing = programTracing('publisher', config, logger);
const { tracer } = tracing;
const database = new Database(config.mongodbUri, 'chaos', logger, tracer);
const store = new AggregateStore<AggregateDocument>(database, 'aggregates', {});
const { amqpUrl: url, prefix, timing = {}, leaseMs } = config;
const bus = amqpBus({ url, service: 'publisher', logger, prefix, timing, tracer });
let crashAtNextStep = false;
const settle = store.outbox.settle.bind(store.outbox);
store.outbox.settle = (owner, results) => {
  if (crashAtNextStep && results.some(({ confirmed }) => confirmed.length > 0)) killSelf();
  return settle(owner, results);
};
const relay = outboxRelay({
  outbox: store.outbox,
  async publish(message) {
    await bus.publish(message);
    count('confirmed');
  },
  logger,
  tracer,
  leaseMs,
});

/** Adds events to the aggregate; resolves with whether the database acknowledged the write. */
async function write(
  document: number,
  version: number,
  events: number,
  kind: EventKind = 'effect',
): Promise<boolean> {
  const first = (version - 1) * events;
  const outgoing = Array.from({ length: events }, (_, index) =>
    createEvent({ document, index: first + index }, version, kind),
  );
  const _id = documentId(document);
  report({ kind: 'write', result: 'attempted', document, events });
  const stored = await (
    version === 1
      ? store.insert({ _id, version }, outgoing).then(() => true)
      : store.change({ _id, version: version - 1 }, {}, outgoing)
  ).catch(() => false);
  report({ kind: 'write', result: stored ? 'acknowledged' : 'failed', document, events });
  return stored;
}

let stopLoad = () => Promise.resolve();

async function main() {
  await tracing.start();
  database.start();
  void bus.start();
  relay.start();
  connectToParent(
    {
      load: ({ load }: { load: Load }) => (stopLoad = startLoad(load, write, () => store.outbox.pending())),
      'stop-load': () => void stopLoad().then(() => report({ kind: 'load-stopped' })),
      write: ({ document, eventKind }: { document: number; eventKind: EventKind }) =>
        void write(document, 1, 1, eventKind),
      'crash-at-next-step': () => (crashAtNextStep = true),
    },
    async () => {
      await stopLoad();
      await relay.stop();
      await bus.stop();
      await database.stop();
    },
  );
}

void main();
