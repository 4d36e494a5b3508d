import type { Channel, Message } from 'amqplib';
import type { Logger } from 'pino';
import { Backoff } from '../delivery/backoff';
import type { Decision, Failure } from '../delivery/decision';
import { deliver, type DeliveryOptions } from '../delivery/deliver';
import type { Semaphore } from '../delivery/semaphore';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import { decode, forwarded } from './codec';
import { openChannel, type OpenChannel } from './open-channel';
import type { OpenConnection } from './open-connection';
import { QueueMissingError, type Publisher } from './publisher';
import type { ChannelUser } from './recovering-connection';
import { isolated, isSuspect, losses } from './suspects';
import { declareSubscription, queueNames, type QueueDefinition } from './topology';

interface ConsumerOptions {
  subscription: Subscription;
  definition: QueueDefinition;
  delivery: DeliveryOptions;
  publisher: Publisher;
  /** Held by the consumer that handles a suspect; one for all consumers of a bus. */
  isolation: Semaphore;
  logger: Logger;
}

/**
 * Consumes one queue. A message is acknowledged when its handler has succeeded, or when the broker has confirmed it in its
 * next queue (retry, dead letters, parked). What was not acknowledged when the channel is closed is redelivered.
 *
 * Suspects are handled one at a time, so that one that crashes its process reaches the delivery limit without the others.
 */
export class Consumer implements ChannelUser {
  readonly name: string;
  private readonly inFlight = new Set<Promise<unknown>>();
  private channel: Channel | undefined;
  private stopping = false;

  constructor(private readonly options: ConsumerOptions) {
    this.name = `consumer of ${options.definition.queue}`;
  }

  get consuming(): boolean {
    return this.channel !== undefined;
  }

  async run(connection: OpenConnection): Promise<void> {
    if (this.stopping) throw await connection.closed;
    let queue = '';
    const opened = await openChannel(
      connection,
      () => connection.model.createChannel(),
      async ({ channel }) => void (queue = await this.declare(channel)),
    );
    const { channel, closed, signal } = opened;
    this.channel = channel;
    let failure: Error | undefined;
    const consuming = this.consume(opened, queue).catch((error: unknown) => {
      if (signal.aborted) return;
      failure = error as Error;
      return channel.close();
    });
    consuming.catch(() => undefined);
    const cause = await closed;
    if (this.channel === channel) this.channel = undefined;
    throw this.stopping ? await connection.closed : (failure ?? cause);
  }

  /** Takes no more messages, then waits for those in flight, `graceMs` at most. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const { channel } = this;
    const answers = await answered(() => channel?.cancel(this.options.subscription.queue));
    await within(graceMs, this.drain(), 'the last handlers').catch((err: unknown) =>
      this.options.logger.warn(
        { err, channel: this.name },
        'stopped with messages in flight; they will be redelivered',
      ),
    );
    // The last acks are still in the channel's buffer; closing the connection at once would drop them.
    if (answers) await answered(() => channel?.close());
  }

  private async drain(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight);
  }

  private async declare(channel: Channel): Promise<string> {
    const { definition, subscription } = this.options;
    const queue = await declareSubscription(channel, definition);
    await channel.prefetch(subscription.prefetch ?? defaultPrefetch);
    return queue;
  }

  /** Until the bus stops or the channel is closed. */
  private async consume(opened: OpenChannel<Channel>, queue: string): Promise<void> {
    while (!this.stopping) {
      if (!this.options.definition.broadcast) await this.handleSuspects(opened, queue);
      if (!this.stopping) await this.consumeUntilSuspect(opened, queue);
    }
  }

  /** Those at the head of the queue, where RabbitMQ puts what it redelivers. */
  private async handleSuspects(opened: OpenChannel<Channel>, queue: string): Promise<void> {
    const { isolation, delivery, subscription } = this.options;
    let more = true;
    while (more) {
      await isolation.acquire();
      try {
        more = await this.handleHead(opened, queue);
      } finally {
        isolation.release();
      }
      more &&= await delivery.pausing.ready(subscription.queue);
    }
  }

  /** Whether the first message of the queue was a suspect. Any other is in flight then. */
  private async handleHead(opened: OpenChannel<Channel>, queue: string): Promise<boolean> {
    if (this.stopping || opened.signal.aborted) return false;
    // amqplib 2.3.1 never settles a get whose answer breaks off.
    const message = await this.track(Promise.race([opened.channel.get(queue), opened.closed]));
    if (!message || message instanceof Error) return false;
    if (isSuspect(message)) await this.handleAlone(opened, message);
    else void this.receive(opened, message);
    return isSuspect(message);
  }

  private async handleAlone(opened: OpenChannel<Channel>, message: Message): Promise<void> {
    this.options.logger.warn(
      { channel: this.name, messageId: message.properties.messageId as unknown, losses: losses(message) },
      'handling a message alone: it may have crashed its process',
    );
    await isolated(Promise.race([this.receive(opened, message), opened.closed]));
  }

  /**
   * Ends when a suspect arrived and nothing else is in flight any more. The suspect is handled by then, unless another queue
   * has one; putting it back even so could send it to and fro between two processes.
   */
  private async consumeUntilSuspect(opened: OpenChannel<Channel>, queue: string): Promise<void> {
    const { channel, closed, signal } = opened;
    const { isolation, subscription } = this.options;
    let cancelled: Promise<unknown> | undefined;
    let found: (kept?: Message) => void = () => {};
    const suspect = new Promise<Message | undefined>((resolve) => (found = resolve));
    const receive = (message: Message | null): void => {
      if (!message) return this.cancelledByBroker(channel);
      if (!isSuspect(message)) return void this.receive(opened, message);
      const first = !cancelled;
      cancelled ??= channel.cancel(subscription.queue).catch(() => undefined);
      if (first && isolation.tryAcquire()) return found(message);
      void this.track(cancelled.then(() => channel.nack(message)).catch(() => undefined));
      found();
    };
    await channel.consume(queue, receive, { consumerTag: subscription.queue });
    subscription.onConnected?.();
    const kept = await suspect;
    await isolated(Promise.race([this.drain(), closed]));
    if (!kept) return;
    try {
      if (this.stopping && !signal.aborted) channel.nack(kept);
      else if (!signal.aborted) await this.handleAlone(opened, kept);
    } finally {
      isolation.release();
    }
  }

  /** The queue was deleted, or a message was in flight for longer than the consumer timeout. */
  private cancelledByBroker(channel: Channel): void {
    this.channel = undefined;
    this.options.logger.error(
      { channel: this.name },
      'the broker cancelled the consumer (queue deleted, or consumer timeout); consuming again',
    );
    channel.close().catch(() => undefined);
  }

  private receive(opened: OpenChannel<Channel>, message: Message): Promise<void> {
    return this.track(this.process(opened, message));
  }

  /** Never rejects. */
  private async process(opened: OpenChannel<Channel>, message: Message): Promise<void> {
    const { subscription, delivery, logger } = this.options;
    try {
      const decision = await deliver(subscription, decode(message), delivery);
      await this.settle(opened, message, decision);
    } catch (err) {
      logger.error({ err, channel: this.name }, 'cannot settle a message; it will be redelivered');
    }
  }

  private track<T>(work: Promise<T>): Promise<T> {
    const done = () => this.inFlight.delete(work);
    this.inFlight.add(work);
    work.then(done, done);
    return work;
  }

  private async settle(opened: OpenChannel<Channel>, message: Message, decision: Decision): Promise<void> {
    if (decision.kind === 'requeue') return void (opened.signal.aborted || opened.channel.nack(message));
    if (decision.kind !== 'ack' && !this.options.definition.broadcast)
      await this.forward(opened, message, decision);
    if (!opened.signal.aborted) opened.channel.ack(message);
  }

  /** Retries until the broker has the message in its next queue, or the channel is closed, so that it is redelivered. */
  private async forward(
    { channel, signal }: OpenChannel<Channel>,
    message: Message,
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

const withoutHeaders = (message: Message): Message => ({
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
