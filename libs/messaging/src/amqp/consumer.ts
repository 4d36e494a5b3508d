import type { Channel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import { Backoff } from '../delivery/backoff';
import { deliver, type Decision, type DeliveryOptions, type Failure } from '../delivery/deliver';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import { decode, forwarded } from './codec';
import { openChannel, type OpenChannel } from './open-channel';
import type { OpenConnection } from './open-connection';
import { QueueMissingError, type Publisher } from './publisher';
import type { ChannelUser } from './recovering-connection';
import { declareSubscription, queueNames, type QueueDefinition } from './topology';

interface ConsumerOptions {
  subscription: Subscription;
  definition: QueueDefinition;
  delivery: DeliveryOptions;
  publisher: Publisher;
  logger: Logger;
}

/**
 * Consumes one queue. A message is acknowledged when its handler has succeeded, or when the broker has confirmed it in its
 * next queue (retry, dead letters, parked). What was not acknowledged when the channel is closed is redelivered.
 */
export class Consumer implements ChannelUser {
  readonly name: string;
  private readonly inFlight = new Set<Promise<void>>();
  private current: { channel: Channel; tag: string } | undefined;
  private stopping = false;

  constructor(private readonly options: ConsumerOptions) {
    this.name = `consumer of ${options.definition.queue}`;
  }

  get consuming(): boolean {
    return this.current !== undefined;
  }

  async run(connection: OpenConnection): Promise<void> {
    if (this.stopping) throw await connection.closed;
    let tag = '';
    const { channel, closed } = await openChannel(
      connection,
      () => connection.model.createChannel(),
      async (opened) => void (tag = await this.consume(opened)),
    );
    this.current = { channel, tag };
    this.options.subscription.onConnected?.();
    const cause = await closed;
    if (this.current?.channel === channel) this.current = undefined;
    throw this.stopping ? await connection.closed : cause;
  }

  /** Takes no more messages, then waits for those in flight, `graceMs` at most. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const { current } = this;
    const answers = await answered(() => current?.channel.cancel(current.tag));
    await within(graceMs, this.drain(), 'the last handlers').catch((err: unknown) =>
      this.options.logger.warn(
        { err, channel: this.name },
        'stopped with messages in flight; they will be redelivered',
      ),
    );
    // The last acks are still in the channel's buffer; closing the connection at once would drop them.
    if (answers) await answered(() => current?.channel.close());
  }

  private async drain(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  private async consume(opened: OpenChannel<Channel>): Promise<string> {
    const { channel } = opened;
    const { definition, subscription } = this.options;
    const queue = await declareSubscription(channel, definition);
    await channel.prefetch(subscription.prefetch ?? defaultPrefetch);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message) this.receive(opened, message);
      else this.queueDeleted(channel);
    });
    return consumerTag;
  }

  private queueDeleted(channel: Channel): void {
    this.current = undefined;
    this.options.logger.error({ channel: this.name }, 'the queue was deleted; declaring it again');
    channel.close().catch(() => undefined);
  }

  private receive(opened: OpenChannel<Channel>, message: ConsumeMessage): void {
    const { subscription, delivery, logger } = this.options;
    const work = deliver(subscription, decode(message), delivery)
      .then((decision) => this.settle(opened, message, decision))
      .catch((err: unknown) =>
        logger.error({ err, channel: this.name }, 'cannot settle a message; it will be redelivered'),
      );
    this.inFlight.add(work);
    void work.finally(() => this.inFlight.delete(work));
  }

  private async settle(
    opened: OpenChannel<Channel>,
    message: ConsumeMessage,
    decision: Decision,
  ): Promise<void> {
    if (decision.kind === 'requeue') {
      if (!opened.signal.aborted) opened.channel.nack(message);
      return;
    }
    if (decision.kind !== 'ack' && !this.options.definition.broadcast)
      await this.forward(opened, message, decision);
    if (!opened.signal.aborted) opened.channel.ack(message);
  }

  /** Retries until the broker has the message in its next queue, or the channel is closed, so that it is redelivered. */
  private async forward(
    { channel, signal }: OpenChannel<Channel>,
    message: ConsumeMessage,
    failure: Failure,
  ): Promise<void> {
    const { definition, publisher, logger } = this.options;
    const why = { ...failure, queue: definition.queue };
    let wire = forwarded(message, why);
    const target = targetOf(failure, definition.queue);
    const backoff = new Backoff(100, 1_000);
    while (!signal.aborted) {
      try {
        return await publisher.send('', target, wire);
      } catch (err) {
        if (backoff.fail().worthLogging) logger.warn({ err, target }, 'cannot forward a message; retrying');
        if (err instanceof RangeError) wire = forwarded(withoutHeaders(message), why); // they leave no room for ours
        if (err instanceof QueueMissingError) await declareSubscription(channel, definition);
        await backoff.pause(signal);
      }
    }
  }
}

const withoutHeaders = (message: ConsumeMessage): ConsumeMessage => ({
  ...message,
  properties: { ...message.properties, headers: {} },
});

/** Whether a broker that may have fallen silent answers the request. */
async function answered(request: () => Promise<unknown> | undefined): Promise<boolean> {
  const answer = Promise.resolve().then(request);
  return within(1_000, answer, 'the answer of the broker').then(
    () => true,
    () => false,
  );
}

function targetOf(failure: Failure, queue: string): string {
  const names = queueNames(queue);
  if (failure.kind === 'retry') return names.retry(failure.delayMs);
  return failure.kind === 'deadLetter' ? names.dead : names.parked;
}
