import type { ConfirmChannel } from 'amqplib';
import { brokerUrls } from '../amqp/broker-urls';
import { openChannel, type OpenChannel } from '../amqp/open-channel';
import { openConnection, type OpenConnection } from '../amqp/open-connection';
import { within } from '../delivery/timers';
import { OperationError } from './operation-error';

export interface QueueState {
  /** Messages that are not in flight. */
  ready: number;
  consumers: number;
}

/** One connection to the broker for one command. It declares nothing. */
export class Broker {
  private constructor(
    private readonly connection: OpenConnection,
    private readonly host: string,
  ) {}

  /** Connects to the first node of the list that answers. */
  static async open(urls: string, signal: AbortSignal): Promise<Broker> {
    const [url = '', ...others] = brokerUrls(urls);
    try {
      return await Broker.openNode(url, signal);
    } catch (error) {
      if (others.length === 0 || signal.aborted) throw error;
      return Broker.open(others.join(','), signal);
    }
  }

  private static async openNode(url: string, signal: AbortSignal): Promise<Broker> {
    const { host } = new URL(url);
    const options = {
      nextUrl: () => url,
      name: 'courses-messages',
      heartbeatSeconds: 10,
      handshakeTimeoutMs: 10_000,
    };
    try {
      return new Broker(await openConnection(options, signal), host);
    } catch (error) {
      throw new OperationError(connectionError(error as Error & { code?: unknown }, host));
    }
  }

  /** Undefined when there is no such queue. */
  async inspect(queue: string): Promise<QueueState | undefined> {
    const { channel } = await this.channel();
    try {
      const { messageCount, consumerCount } = await channel.checkQueue(queue);
      await channel.close();
      return { ready: messageCount, consumers: consumerCount };
    } catch (error) {
      if ((error as { code?: unknown }).code === 404) return undefined;
      throw new OperationError(`the broker denies access to ${queue}: ${(error as Error).message}`);
    }
  }

  async existing(queue: string): Promise<QueueState> {
    const state = await this.inspect(queue);
    if (!state) throw new OperationError(`there is no queue ${queue} at ${this.host}`);
    return state;
  }

  /** Opens a channel for the work. Its last acks arrive also when the work fails. */
  async onChannel<T>(work: (opened: OpenChannel<ConfirmChannel>) => Promise<T>): Promise<T> {
    const opened = await this.channel();
    const result = await work(opened).catch(async (error: unknown) => {
      await within(2_000, opened.channel.close(), 'closing').catch(() => undefined);
      throw error;
    });
    await opened.channel.close();
    return result;
  }

  private channel(): Promise<OpenChannel<ConfirmChannel>> {
    return openChannel(
      this.connection,
      () => this.connection.model.createConfirmChannel(),
      () => Promise.resolve(),
    );
  }

  /** Calls the listener when the broker stops accepting messages. */
  onBlocked(listener: (reason: string) => void): void {
    this.connection.model.on('blocked', listener);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

function connectionError({ message, code }: Error & { code?: unknown }, host: string): string {
  if (/ACCESS-REFUSED|403/.test(message)) return `the broker at ${host} rejects this user or password`;
  if (/NOT_ALLOWED|NOT-ALLOWED|530/.test(message))
    return `the broker at ${host} has no such virtual host for this user`;
  return `no broker answers at ${host}, where AMQP_URL points: ${message || String(code)}`;
}
