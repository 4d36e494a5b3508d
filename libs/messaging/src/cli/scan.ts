import type { Channel, ConsumeMessage } from 'amqplib';
import type { OpenChannel } from '../amqp/open-channel';
import { readDeadLetter, type DeadLetter } from './dead-letter';
import { OperationError } from './operation-error';

/**
 * Result of a visit: the message stays in the queue, it stays and the scan ends, or (a promise) the visitor acknowledges it.
 */
export type Visit = 'stays' | 'stays and ends' | Promise<void>;

export type Visitor = (deadLetter: DeadLetter, message: ConsumeMessage) => Visit;

export interface ScanOptions {
  queue: string;
  /** How many messages to visit, at most. */
  limit: number;
  /** Ends the scan early. */
  signal: AbortSignal;
  /** Unacknowledged messages at the same time, those that stay included. */
  prefetch: number;
  visit: Visitor;
  /** Called with messages that are delivered after the end; they stay. */
  late?: (message: ConsumeMessage) => void;
}

/** Prefetch when no message stays: enough to keep the broker busy. */
export const window = 256;

/** Limit of AMQP for a consumer; for a longer queue another consumer continues. */
export const maxPrefetch = 65_535;

/** After so long without a message the scan checks whether the queue is empty: another command may have taken the rest. */
const idleMs = 300;

/**
 * Visits the messages of a queue in order, without removing any; resolves with their number when all visits have ended. What
 * was not acknowledged is in the queue again when the channel is closed, in its old order: which neither a nack of many
 * messages nor canceling the consumer first would keep.
 */
export async function scan({ channel, closed }: OpenChannel<Channel>, options: ScanOptions): Promise<number> {
  const scanning = new Scan(channel, options);
  const lost = closed.then((cause) => {
    throw new OperationError(`${cause.message}; the remaining messages stay in ${options.queue}`);
  });
  return Promise.race([scanning.run(), lost]);
}

class Scan {
  private readonly visits = new Set<Promise<void>>();
  private readonly over: Promise<void>;
  private end: () => void = () => undefined;
  private failure: Error | undefined;
  private seen = 0;
  private kept = 0;
  private ended = false;

  constructor(
    private readonly channel: Channel,
    private readonly options: ScanOptions,
  ) {
    this.over = new Promise((resolve) => {
      this.end = () => {
        this.ended = true;
        resolve();
      };
    });
  }

  async run(): Promise<number> {
    const { signal, limit } = this.options;
    const abort = () => this.end();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted || limit === 0) this.end();
    else await this.consume();
    const quiet = this.watchForIdle();
    await this.over;
    clearInterval(quiet);
    signal.removeEventListener('abort', abort);
    await Promise.all(this.visits);
    if (this.failure) throw this.failure;
    return this.seen;
  }

  private async consume(): Promise<void> {
    await this.channel.prefetch(this.options.prefetch);
    await this.channel.consume(this.options.queue, (message) => {
      if (message) this.receive(message);
      else this.fail(new OperationError(`${this.options.queue} was deleted`));
    });
  }

  private receive(message: ConsumeMessage): void {
    if (this.ended) return this.options.late?.(message);
    this.seen += 1;
    const visit = this.options.visit(readDeadLetter(message, this.seen), message);
    if (typeof visit === 'string') this.keep();
    else this.wait(visit);
    if (visit === 'stays and ends' || this.seen >= this.options.limit) this.end();
  }

  private keep(): void {
    this.kept += 1;
    if (this.kept % this.options.prefetch === 0 && this.seen < this.options.limit)
      this.consume().catch((error: unknown) => this.fail(error));
  }

  private wait(visit: Promise<void>): void {
    const work = visit.catch((error: unknown) => this.fail(error));
    this.visits.add(work);
    void work.finally(() => this.visits.delete(work));
  }

  private fail(error: unknown): void {
    this.failure ??= error as Error;
    this.end();
  }

  private watchForIdle(): NodeJS.Timeout {
    let before = -1;
    return setInterval(() => {
      if (this.seen === before && this.visits.size === 0) this.endWhenEmpty();
      before = this.seen;
    }, idleMs);
  }

  private endWhenEmpty(): void {
    this.channel.checkQueue(this.options.queue).then(
      ({ messageCount }) => {
        if (messageCount === 0) this.end();
      },
      () => undefined, // the channel is lost, which is reported elsewhere
    );
  }
}
