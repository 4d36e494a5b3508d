import { IllegalOperationError, type ConfirmChannel, type Message } from 'amqplib';
import { BusUnavailableError, NackedError, NotConfirmedError } from '../errors';
import { openChannel } from './open-channel';
import type { OpenConnection } from './open-connection';
import type { ChannelUser } from './recovering-connection';
import { declareExchanges } from './topology';
import type { WireMessage } from './codec';

interface PublisherOptions {
  prefix: string;
  confirmTimeoutMs: number;
  isBlocked: () => boolean;
  /** The broker had no queue at all for an event, not even for unrouted ones. */
  onReturned: (type: string) => void;
}

/** The target queue does not exist (any more). */
export class QueueMissingError extends NotConfirmedError {}

interface Current {
  channel: ConfirmChannel;
  connection: OpenConnection;
}

interface Pending {
  exchange: string;
  routingKey: string;
  connection: OpenConnection;
  timer: NodeJS.Timeout;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Publishes through one confirm channel; rejects what it cannot send at once. */
export class Publisher implements ChannelUser {
  readonly name = 'publisher';
  private readonly pending = new Set<Pending>();
  private onIdle: (() => void) | undefined;
  private current: Current | undefined;

  constructor(private readonly options: PublisherOptions) {}

  get ready(): boolean {
    return this.current !== undefined;
  }

  /** What it sends through; throws BusUnavailableError when it cannot send. */
  usable(): Current {
    if (!this.current) throw new BusUnavailableError('reconnecting');
    if (this.options.isBlocked()) throw new BusUnavailableError('blocked');
    return this.current;
  }

  async run(connection: OpenConnection): Promise<void> {
    const { channel, closed } = await openChannel(
      connection,
      () => connection.model.createConfirmChannel(),
      (opened) => declareExchanges(opened.channel, this.options.prefix),
    );
    channel.on('return', (message) => this.returned(channel, message));
    const current = { channel, connection };
    this.current = current;
    const cause = await closed;
    if (this.current === current) this.current = undefined;
    throw cause;
  }

  /** Resolves when the broker has confirmed the message; an empty exchange means straight to the queue of that name. */
  send(exchange: string, routingKey: string, { content, properties }: WireMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const { channel, connection } = this.usable();
      const timer = setTimeout(() => this.timeout(pending), this.options.confirmTimeoutMs);
      const pending: Pending = { exchange, routingKey, connection, timer, resolve, reject };
      this.pending.add(pending);
      try {
        channel.publish(exchange, routingKey, content, properties, (error: Error | null) =>
          this.settle(pending, error ? notConfirmed(error) : undefined),
        );
      } catch (error) {
        const notSent = error instanceof IllegalOperationError;
        this.settle(pending, notSent ? new BusUnavailableError('reconnecting') : (error as Error));
      }
    });
  }

  /** Resolves when every message is confirmed or rejected, so after the confirm timeout at most. */
  async drain(): Promise<void> {
    if (this.pending.size > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
  }

  private settle(pending: Pending, error?: Error): void {
    clearTimeout(pending.timer);
    this.pending.delete(pending);
    if (this.pending.size === 0) this.onIdle?.();
    if (error) pending.reject(error);
    else pending.resolve();
  }

  /** A blocked broker confirms later; any other one that is silent for so long counts as unavailable. */
  private timeout(pending: Pending): void {
    const error = new NotConfirmedError(`no confirm within ${this.options.confirmTimeoutMs} ms`);
    this.settle(pending, error);
    if (!this.options.isBlocked()) pending.connection.destroy(error);
  }

  /** The broker returns a message before it confirms it, so the pending ones for the same missing queue are known. */
  private returned(channel: ConfirmChannel, { fields: { exchange, routingKey } }: Message): void {
    if (exchange !== '') {
      this.options.onReturned(routingKey);
      declareExchanges(channel, this.options.prefix).catch(() => undefined);
      return;
    }
    for (const pending of [...this.pending]) {
      if (pending.exchange === '' && pending.routingKey === routingKey)
        this.settle(pending, new QueueMissingError(`queue ${routingKey} is missing`));
    }
  }
}

/** amqplib distinguishes a nack from a closed channel by its message alone. */
const notConfirmed = ({ message }: Error): NotConfirmedError =>
  message === 'message nacked' ? new NackedError(message) : new NotConfirmedError(message);
