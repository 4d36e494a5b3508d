import { setMaxListeners } from 'node:events';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import { Backoff } from '../delivery/backoff';
import { Deliveries } from '../delivery/deliveries';
import type { DeliveryOptions, Verdict } from '../delivery/deliver';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import { openChannel, type OpenChannel } from './open-channel';
import type { OpenConnection } from './open-connection';
import { QueueMissingError, type Publisher } from './publisher';
import type { ChannelUser } from './recovering-connection';
import { declareSubscription, queueNames, type QueueDefinition } from './topology';
import { decode, forwarded } from './codec';

interface ConsumerOptions {
  subscription: Subscription;
  definition: QueueDefinition;
  delivery: DeliveryOptions;
  publisher: Publisher;
  logger: Logger;
}

/**
 * Consumes one queue. A message is acknowledged when its handler is through, or when it is safe in the queue where it goes
 * next: a retry, the dead letters or the parking place. What was not acknowledged when the channel is lost comes again.
 */
export class Consumer implements ChannelUser {
  readonly name: string;
  private readonly inFlight = new Set<Promise<void>>();
  private current: { channel: Channel; tag: string } | undefined;
  private readonly deliveries: Deliveries;
  private readonly stopping = new AbortController();

  constructor(private readonly options: ConsumerOptions) {
    this.name = `consumer of ${options.definition.queue}`;
    this.deliveries = new Deliveries(options.subscription, options.delivery);
  }

  get consuming(): boolean {
    return this.current !== undefined;
  }

  async run(connection: OpenConnection): Promise<void> {
    if (this.stopping.signal.aborted) throw await connection.closed;
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
    throw this.stopping.signal.aborted ? await connection.closed : cause;
  }

  /** Takes no more messages, then waits for those in work, `graceMs` at most. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    const { current } = this;
    // The next consumer of an ordered queue must not begin before this one is through: it keeps its place until then.
    const { ordered = false } = this.options.definition;
    const answers = ordered || (await answered(() => current?.channel.cancel(current.tag)));
    await within(graceMs, this.drain(), 'the last handlers').catch((err: unknown) =>
      this.options.logger.warn({ err, channel: this.name }, 'stopped with messages in work; they come again'),
    );
    // The last acks are on their way in the channel's buffer; closing the connection at once would overtake them.
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
    const over = AbortSignal.any([opened.signal, this.stopping.signal]);
    setMaxListeners(0, over); // one for each message that waits
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message) this.receive(opened, message, over);
      else this.queueDeleted(channel);
    });
    return consumerTag;
  }

  private queueDeleted(channel: Channel): void {
    this.current = undefined;
    this.options.logger.error({ channel: this.name }, 'the queue was deleted; declaring it again');
    channel.close().catch(() => undefined);
  }

  private receive(opened: OpenChannel<Channel>, message: ConsumeMessage, over: AbortSignal): void {
    const settle = (verdict: Verdict) => this.settle(opened, message, verdict);
    const work = this.deliveries
      .deliver(decode(message), over, settle)
      .catch((err: unknown) =>
        this.options.logger.error(
          { err, channel: this.name },
          'a message could not be settled; it comes again',
        ),
      );
    this.inFlight.add(work);
    void work.finally(() => this.inFlight.delete(work));
  }

  private async settle(
    opened: OpenChannel<Channel>,
    message: ConsumeMessage,
    verdict: Verdict,
  ): Promise<void> {
    const { broadcast } = this.options.definition;
    if (verdict.action !== 'ack' && !broadcast) await this.forward(opened, message, verdict);
    if (!opened.signal.aborted) opened.channel.ack(message);
  }

  /** Tries until the broker has the message in its next queue, or the channel is lost, so that it comes again. */
  private async forward(
    { channel, signal }: OpenChannel<Channel>,
    message: ConsumeMessage,
    verdict: Exclude<Verdict, { action: 'ack' }>,
  ): Promise<void> {
    const { definition, publisher, logger } = this.options;
    const why = { ...verdict, queue: definition.queue };
    let wire = forwarded(message, why);
    const target = targetOf(verdict, definition.queue);
    const backoff = new Backoff(100, 1_000);
    while (!signal.aborted) {
      try {
        return await publisher.send('', target, wire);
      } catch (err) {
        if (backoff.fail().worthLogging)
          logger.warn({ err, target }, 'a message waits for its way into a queue');
        if (err instanceof RangeError) wire = forwarded(withoutHeaders(message), why); // no room for ours
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

/** Asks a broker that may have fallen silent. */
async function answered(request: () => Promise<unknown> | undefined): Promise<boolean> {
  const answer = Promise.resolve().then(request);
  return within(1_000, answer, 'the answer of the broker').then(
    () => true,
    () => false,
  );
}

function targetOf(verdict: Exclude<Verdict, { action: 'ack' }>, queue: string): string {
  const names = queueNames(queue);
  if (verdict.action === 'retry') return names.retry(verdict.delayMs);
  return verdict.action === 'dead' ? names.dead : names.parked;
}
