import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, subscription } from '@courses/messaging';
import { connect } from 'amqplib';
import { logger } from './outboxes';
import { Stopwatch } from './stopwatch';

/** A broker with one subscription's queues, declared by the library, for both sides. */
export async function openStage(url: string) {
  const prefix = `bench-${randomUUID().slice(0, 8)}.`;
  const [publishing, looking] = [await connect(url), await connect(url)];
  const channel = await publishing.createConfirmChannel();
  const look = await looking.createChannel();
  const bus = amqpBus({ url, service: 'bench', prefix, logger });
  const queue = `${prefix}bench.effects`;
  await bus.start();
  await until(() => bus.state === 'connected');
  await consumeByLibrary(url, prefix, 0);

  return {
    bus,
    channel,
    exchange: `${prefix}courses.events`,
    queue,
    newChannel: () => looking.createChannel(),
    empty: () => look.purgeQueue(queue),
    consume: (count: number) => consumeByLibrary(url, prefix, count),
    async close() {
      await bus.stop();
      const last = consumer(url, prefix, () => undefined);
      await last.subscribed;
      await last.bus.deleteTopology();
      await last.bus.stop();
      await Promise.all([publishing.close(), looking.close()]);
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** With a handler that does nothing. Resolves with the milliseconds from the first message to the last. */
async function consumeByLibrary(url: string, prefix: string, count: number): Promise<number> {
  const stopwatch = new Stopwatch(count);
  const { bus, subscribed } = consumer(url, prefix, () => stopwatch.tick());
  await subscribed;
  await bus.start();
  const ms = await stopwatch.finished;
  await until(() => bus.state === 'connected');
  await bus.stop();
  return ms;
}

function consumer(url: string, prefix: string, onMessage: () => void) {
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

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}
