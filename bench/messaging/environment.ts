import { randomUUID } from 'node:crypto';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, subscription } from '@courses/messaging';
import { waitFor } from '@courses/testing';
import { connect } from 'amqplib';
import { logger } from './outboxes';
import { Stopwatch } from './stopwatch';

/** The queues of one subscription, declared by the library and used by both sides. */
export async function startEnvironment(url: string) {
  const prefix = `bench-${randomUUID().slice(0, 8)}.`;
  const [publishing, consuming] = [await connect(url), await connect(url)];
  const channel = await publishing.createConfirmChannel();
  const admin = await consuming.createChannel();
  const bus = amqpBus({ url, service: 'bench', prefix, logger });
  const queue = `${prefix}bench.effects`;
  await bus.start();
  await waitFor('the bus to connect', () => bus.state === 'connected');
  await consumeWithLibrary(url, prefix, 0);

  return {
    bus,
    channel,
    exchange: `${prefix}courses.events`,
    queue,
    newChannel: () => consuming.createChannel(),
    purge: () => admin.purgeQueue(queue),
    consume: (count: number) => consumeWithLibrary(url, prefix, count),
    async close() {
      await bus.stop();
      const last = createConsumer(url, prefix, () => undefined);
      await last.subscribed;
      await last.bus.deleteTopology();
      await last.bus.stop();
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}

export type BenchEnvironment = Awaited<ReturnType<typeof startEnvironment>>;

/** With a no-op handler. Resolves with the milliseconds from the first message to the last. */
async function consumeWithLibrary(url: string, prefix: string, count: number): Promise<number> {
  const stopwatch = new Stopwatch(count);
  const { bus, subscribed } = createConsumer(url, prefix, () => stopwatch.tick());
  await subscribed;
  await bus.start();
  const ms = await stopwatch.finished;
  await waitFor('the bus to connect', () => bus.state === 'connected');
  await bus.stop();
  return ms;
}

function createConsumer(url: string, prefix: string, onMessage: () => void) {
  const bus = amqpBus({ url, service: 'bench', prefix, logger });
  const effects = subscription({
    queue: 'bench.effects',
    event: enrollmentConfirmed,
    handle: () => {
      onMessage();
      return Promise.resolve(ack);
    },
  });
  return { bus, subscribed: bus.subscribe(effects) };
}
