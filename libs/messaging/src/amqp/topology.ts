import { randomUUID } from 'node:crypto';
import type { Channel } from 'amqplib';
import { delayLabel } from '../delivery/retry-ladder';

/** Unrouted messages are kept up to this size, the newest ones. */
const unroutedMaxBytes = 256 * 1024 * 1024;

/**
 * RabbitMQ 4 drops a message that was delivered 20 times and requeued, unless its queue has another limit; 3.10 does not
 * take -1 for "never".
 */
const never = 2 ** 31 - 1;

/** A process that is too slow misses the oldest. */
const broadcastMaxMessages = 10_000;

/** A message that crashed its process so often is dead-lettered; RabbitMQ 4 has the same default. */
const deliveryLimit = 20;

export const exchangeNames = (prefix: string) => ({
  events: `${prefix}courses.events`,
  unrouted: `${prefix}courses.unrouted`,
});

export const queueNames = (queue: string) => ({
  dead: `${queue}.dlq`,
  parked: `${queue}.parked`,
  retry: (delayMs: number) => `${queue}.retry.${delayLabel(delayMs)}`,
});

/** The exchange for all events, and the alternate exchange with a queue for those that no queue is bound to. */
export async function declareExchanges(channel: Channel, prefix: string): Promise<void> {
  const { events, unrouted } = exchangeNames(prefix);
  await channel.assertExchange(unrouted, 'fanout', { durable: true });
  await declareQueue(channel, unrouted, {
    'x-delivery-limit': never,
    'x-max-length-bytes': unroutedMaxBytes,
  });
  await channel.bindQueue(unrouted, unrouted, '');
  await channel.assertExchange(events, 'topic', { durable: true, alternateExchange: unrouted });
}

export interface QueueDefinition {
  prefix: string;
  /** With the prefix. */
  queue: string;
  eventType: string;
  retryDelaysMs: readonly number[];
  /** A queue for this connection alone, deleted with it. */
  broadcast?: boolean;
}

/**
 * The queue of a subscription with its retry ladder, dead-letter queue and parking queue; the binding comes last, when all
 * of them exist. Ladder queues are quorum queues as well: only those dead-letter expired messages at least once; a classic
 * queue may lose them on the way back. Returns the name of the queue.
 */
export async function declareSubscription(channel: Channel, definition: QueueDefinition): Promise<string> {
  const { prefix, queue, eventType, retryDelaysMs } = definition;
  const names = queueNames(queue);
  await declareExchanges(channel, prefix);
  if (definition.broadcast) return declareBroadcast(channel, definition);
  await declareQueue(channel, names.dead, { 'x-delivery-limit': never });
  await declareQueue(channel, names.parked, { 'x-delivery-limit': never });
  await declareQueue(channel, queue, {
    'x-delivery-limit': deliveryLimit,
    ...deadLetterTo(names.dead),
  });
  for (const delayMs of retryDelaysMs) {
    await declareQueue(channel, names.retry(delayMs), { 'x-message-ttl': delayMs, ...deadLetterTo(queue) });
  }
  await channel.bindQueue(queue, exchangeNames(prefix).events, eventType);
  return queue;
}

/** A new name each time: the broker may not have noticed yet that the previous connection is closed. */
async function declareBroadcast(
  channel: Channel,
  { prefix, queue, eventType }: QueueDefinition,
): Promise<string> {
  const name = `${queue}.${randomUUID()}`;
  await channel.assertQueue(name, { exclusive: true, durable: false, maxLength: broadcastMaxMessages });
  await channel.bindQueue(name, exchangeNames(prefix).events, eventType);
  return name;
}

/** For tests. A queue that does not exist is no error. */
export async function deleteTopology(
  channel: Channel,
  prefix: string,
  queues: QueueDefinition[],
): Promise<void> {
  for (const { queue, retryDelaysMs } of queues) {
    const names = queueNames(queue);
    const all = [queue, names.dead, names.parked, ...retryDelaysMs.map(names.retry)];
    for (const name of all) await channel.deleteQueue(name);
  }
  const { events, unrouted } = exchangeNames(prefix);
  await channel.deleteQueue(unrouted);
  await channel.deleteExchange(events);
  await channel.deleteExchange(unrouted);
}

/** Over the default exchange, which routes by queue name; at-least-once requires `reject-publish`. */
const deadLetterTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

async function declareQueue(channel: Channel, queue: string, settings: Record<string, unknown>) {
  await channel.assertQueue(queue, {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', ...settings },
  });
}
