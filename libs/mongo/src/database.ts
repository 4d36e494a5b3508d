import { setTimeout as pause } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import mongoose, { type Connection } from 'mongoose';
import { traceCommands } from './command-spans';
import { DatabaseClock } from './database-clock';
import type { Log } from './log';
import { Probe } from './probe';

/** Waits between attempts to reach the database for the first time, in milliseconds; the last one repeats. */
const retryDelays = [200, 500, 1_000, 2_000, 5_000];

const settings = {
  serverSelectionTimeoutMS: 4_500,
  waitQueueTimeoutMS: 4_500,
  connectTimeoutMS: 2_000,
  heartbeatFrequencyMS: 3_000,
  // Frees a connection on which an operation hangs, after its caller has had its error.
  socketTimeoutMS: 20_000,
  // By default a standalone server acknowledges a write before its journal is on disk, and loses it when it is killed.
  writeConcern: { w: 'majority', journal: true } as const,
};

/** Longest time of `stop`, in milliseconds. */
const stopMs = 2_000;

/**
 * A connection that opens in the background and keeps trying, so that a service starts without its database.
 * A successful write survives a crash of the server. Operations (`runOperation`) fail with DatabaseUnavailableError while the
 * database is unavailable, after at most 5 s.
 */
export class Database {
  readonly connection: Connection = mongoose.createConnection();
  private readonly preparations: (() => Promise<unknown>)[] = [];
  private prepared = false;
  private stopping = false;
  private wake: () => void = () => undefined;
  private opening: Promise<void> = Promise.resolve();
  private readonly clock = new DatabaseClock(this.connection);
  private readonly probe: Probe;

  /** `uri` is a MongoDB connection string; where it names no database, `defaultName` is used. */
  constructor(
    private readonly uri: string,
    private readonly defaultName: string,
    private readonly log: Log,
    /** Without it, nothing is traced. */
    readonly tracer?: Tracer,
  ) {
    if (tracer) traceCommands(this.connection, tracer);
    this.probe = new Probe(this.connection, this.clock, log);
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

  /**
   * `connected`, `preparing`, `unresponsive` (for at most 7 s, reads or writes have not been answered), or mongoose's name of
   * another state.
   */
  get state(): string {
    const state = mongoose.STATES[this.connection.readyState];
    if (state !== 'connected') return state;
    if (!this.prepared) return 'preparing';
    return this.probe.answered ? 'connected' : 'unresponsive';
  }

  /** By the clock of the database, which all processes share, whatever their own clocks say. */
  now(): Date {
    return this.clock.now();
  }

  /** Begins to connect and returns at once. */
  start(): void {
    this.opening = this.open();
  }

  /** Resolves at the first connection. */
  ready(): Promise<void> {
    return this.opening;
  }

  /** Ends within 2 s, whatever is in flight. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.probe.stop();
    this.wake();
    // A connection that is being opened cannot be closed; the driver gives up by itself.
    const connecting = this.connection.readyState === mongoose.ConnectionStates.connecting;
    const closed = (connecting ? this.opening : Promise.resolve())
      .then(() => this.connection.close(true))
      .catch(() => undefined);
    await Promise.race([closed, pause(stopMs, undefined, { ref: false })]);
  }

  private get database(): { dbName?: string } {
    const namesOne = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(this.uri);
    return namesOne ? {} : { dbName: this.defaultName };
  }

  private async open(): Promise<void> {
    for (let attempt = 0; !this.stopping; attempt += 1) {
      try {
        const tracing = this.tracer && { monitorCommands: true };
        await this.connection.openUri(this.uri, { ...settings, ...this.database, ...tracing });
        await this.clock.read();
        for (const preparation of this.preparations) await preparation();
        this.prepared = true;
        this.probe.start();
        this.log.info({}, 'database connected');
        return;
      } catch (error) {
        this.log.warn({ reason: (error as Error).message }, 'database unavailable, reconnecting');
        await this.waitToRetry(retryDelays[Math.min(attempt, retryDelays.length - 1)] as number);
      }
    }
  }

  private waitToRetry(ms: number): Promise<void> {
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
