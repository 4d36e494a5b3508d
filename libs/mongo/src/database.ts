import mongoose, { type Connection } from 'mongoose';

/** The logger of this library; a pino logger or the console. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Waits between attempts to reach the database for the first time, in milliseconds; the last one repeats. */
const retryDelays = [200, 500, 1_000, 2_000, 5_000];

const settings = {
  serverSelectionTimeoutMS: 5_000,
  // By default a standalone server acknowledges a write before its journal is on disk, and loses it when it is killed.
  writeConcern: { w: 'majority', journal: true } as const,
};

/**
 * A connection that opens in the background and keeps trying, so that a service starts without its database.
 * A successful write survives a crash of the server. Operations fail with DatabaseUnavailableError while the database is
 * unavailable, after at most 5 s.
 */
export class Database {
  readonly connection: Connection = mongoose.createConnection();
  private readonly preparations: (() => Promise<unknown>)[] = [];
  private prepared = false;
  private stopping = false;
  private wake: () => void = () => undefined;
  private opening: Promise<void> = Promise.resolve();

  /** `uri` is a MongoDB connection string; where it names no database, `defaultName` is used. */
  constructor(
    private readonly uri: string,
    private readonly defaultName: string,
    private readonly log: Log,
  ) {
    this.connection.on('error', () => undefined);
    this.connection.on('disconnected', () => {
      if (!this.stopping) log.warn({}, 'database disconnected');
    });
    this.connection.on('reconnected', () => log.info({}, 'database reconnected'));
  }

  /** Runs work after connecting and before the state is `connected`, such as creating indexes. */
  prepare(preparation: () => Promise<unknown>): void {
    this.preparations.push(preparation);
  }

  /** `connected`, `preparing`, or mongoose's name of another state. */
  get state(): string {
    const state = mongoose.STATES[this.connection.readyState];
    return state === 'connected' && !this.prepared ? 'preparing' : state;
  }

  /** Begins to connect and returns at once. */
  start(): void {
    this.opening = this.open();
  }

  /** Resolves at the first connection. */
  ready(): Promise<void> {
    return this.opening;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.opening;
    await this.connection.close();
  }

  private get database(): { dbName?: string } {
    const namesOne = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(this.uri);
    return namesOne ? {} : { dbName: this.defaultName };
  }

  private async open(): Promise<void> {
    for (let attempt = 0; !this.stopping; attempt += 1) {
      try {
        await this.connection.openUri(this.uri, { ...settings, ...this.database });
        for (const preparation of this.preparations) await preparation();
        this.prepared = true;
        this.log.info({}, 'database connected');
        return;
      } catch (error) {
        this.log.warn({ reason: (error as Error).message }, 'database unavailable, reconnecting');
        await this.pause(retryDelays[Math.min(attempt, retryDelays.length - 1)] as number);
      }
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping) this.wake();
    });
  }
}
