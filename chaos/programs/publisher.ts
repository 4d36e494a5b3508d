// A service that writes aggregates with events, and relays them: the libraries as every service uses them.
import { amqpBus, outboxRelay } from '@courses/messaging';
import { AggregateStore, Database, type AggregateDocument } from '@courses/mongo';
import { pino } from 'pino';
import { documentId, eventOf, type Title } from './events';
import { config as readConfig, count, die, link, report } from './harness-link';
import { writeLoad } from './load';
import type { Load, PublisherConfig } from './protocol';

const config = readConfig<PublisherConfig>();
const logger = pino({ level: 'info', name: 'publisher' }, pino.destination(2));
const database = new Database(config.mongodbUri, 'chaos', logger);
const store = new AggregateStore<AggregateDocument>(database, 'aggregates', {});
const { amqpUrl: url, prefix, timing = {}, leaseMs } = config;
const bus = amqpBus({ url, service: 'chaos', logger, prefix, timing });
let dieAtNextStep = false;
const settle = store.outbox.settle.bind(store.outbox);
store.outbox.settle = (owner, results) => {
  if (dieAtNextStep && results.some(({ confirmed }) => confirmed.length > 0)) die();
  return settle(owner, results);
};
const relay = outboxRelay({
  outbox: store.outbox,
  async publish(message) {
    await bus.publish(message);
    count('confirmed');
  },
  logger,
  leaseMs,
});

/** Writes one event more into the aggregate; resolves with whether the database said yes. */
async function write(
  document: number,
  version: number,
  events: number,
  title: Title = 'effect',
): Promise<boolean> {
  const from = (version - 1) * events;
  const outgoing = Array.from({ length: events }, (_, index) =>
    eventOf(document, from + index, version, title),
  );
  const _id = documentId(document);
  report({ kind: 'write', what: 'attempted', document, events });
  const stored = await (
    version === 1
      ? store.insert({ _id, version }, outgoing).then(() => true)
      : store.change({ _id, version: version - 1 }, {}, outgoing)
  ).catch(() => false);
  report({ kind: 'write', what: stored ? 'acknowledged' : 'failed', document, events });
  return stored;
}

let stopLoad = () => Promise.resolve();
database.start();
void bus.start();
relay.start();
link(
  {
    load: ({ load }: { load: Load }) => (stopLoad = writeLoad(load, write, () => store.outbox.pending())),
    'stop-load': () => void stopLoad().then(() => report({ kind: 'load-stopped' })),
    write: ({ document, title }: { document: number; title: Title }) => void write(document, 1, 1, title),
    'die-at-next-step': () => (dieAtNextStep = true),
  },
  async () => {
    await stopLoad();
    await relay.stop();
    await bus.stop();
    await database.stop();
  },
);
