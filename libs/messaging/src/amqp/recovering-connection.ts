import type { Logger } from 'pino';
import { Backoff } from '../delivery/backoff';
import { logBroker } from './broker-version';
import { keepRunning } from './keep-running';
import { openConnection, type ConnectionOptions, type OpenConnection } from './open-connection';

/** Something that needs a channel of its own on a connection. */
export interface ChannelUser {
  readonly name: string;
  /** Opens the channel and works on it; ends when the channel is closed, and is called again then. */
  run(connection: OpenConnection): Promise<void>;
}

interface RecoveringConnectionOptions extends ConnectionOptions {
  /** Longest pause before the next attempt, of the connection and of its channels. */
  reconnectMaxMs: number;
  logger: Logger;
  onChange: (state: { connected: boolean; blocked: boolean }) => void;
}

/**
 * A connection that is reopened whenever it is lost, and channels that are reopened whenever they are closed, alone or with
 * their connection.
 */
export class RecoveringConnection {
  private readonly users: ChannelUser[] = [];
  private readonly stopping = new AbortController();
  private current: OpenConnection | undefined;
  private running: Promise<void> | undefined;
  private isBlocked = false;

  constructor(private readonly options: RecoveringConnectionOptions) {}

  get blocked(): boolean {
    return this.isBlocked;
  }

  /** Returns at once. */
  start(): void {
    const { name, logger } = this.options;
    this.running ??= keepRunning(() => this.session(), {
      signal: this.stopping.signal,
      backoff: new Backoff(100, this.options.reconnectMaxMs),
      onEnd: (err, worthLogging) => {
        if (worthLogging) logger.warn({ err, connection: name }, 'no connection to the broker; reconnecting');
      },
    });
  }

  add(user: ChannelUser): void {
    this.users.push(user);
    if (this.current) this.keepChannel(user, this.current);
  }

  /** Closes it for good. Never rejects. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.current?.close();
    await this.running;
  }

  /** From the connect until the connection is closed. */
  private async session(): Promise<void> {
    const { name, logger } = this.options;
    const connection = await openConnection(this.options, this.stopping.signal);
    if (this.stopping.signal.aborted) return connection.close();
    logBroker(connection.model.connection.serverProperties, logger, name);
    this.current = connection;
    connection.model.on('blocked', (reason) => this.block(true, reason));
    connection.model.on('unblocked', () => this.block(false));
    this.changed();
    for (const user of this.users) this.keepChannel(user, connection);
    const cause = await connection.closed;
    this.current = undefined;
    this.isBlocked = false;
    this.changed();
    throw cause;
  }

  private keepChannel(user: ChannelUser, connection: OpenConnection): void {
    const { logger } = this.options;
    void keepRunning(() => user.run(connection), {
      signal: connection.signal,
      backoff: new Backoff(100, this.options.reconnectMaxMs),
      onEnd: (err, worthLogging) => {
        if (worthLogging) logger.error({ err, channel: user.name }, adviceOn(err));
      },
    });
  }

  private block(blocked: boolean, reason?: string): void {
    this.isBlocked = blocked;
    if (blocked) this.options.logger.error({ reason }, 'the broker blocks publishing');
    else this.options.logger.info('the broker accepts messages again');
    this.changed();
  }

  private changed(): void {
    this.options.onChange({ connected: this.current !== undefined, blocked: this.isBlocked });
  }
}

const adviceOn = (error: unknown): string =>
  /PRECONDITION_FAILED - inequivalent arg/.test((error as Error).message)
    ? 'a queue or exchange exists with other settings: delete it, or move its messages; retrying'
    : 'channel closed; reopening it';
