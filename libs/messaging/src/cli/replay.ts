import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { withoutQueueHeaders, type WireMessage } from '../amqp/codec';
import { queueNames } from '../amqp/topology';
import { Semaphore } from '../delivery/semaphore';
import { Acknowledger } from './acknowledger';
import type { Broker } from './broker';
import { isEverything, matches, type Filter } from './filter';
import { OperationError, UsageError } from './operation-error';
import { maxPrefetch, scan, window, type Visitor } from './scan';

export interface ReplayOptions {
  queue: string;
  /** Default: the queue whose dead letters these are. */
  to?: string | undefined;
  filter: Filter;
  signal: AbortSignal;
  onProgress: (seen: number, total: number) => void;
}

export interface Replayed {
  queue: string;
  to: string;
  replayed: number;
  left: number;
}

/**
 * Sends messages to their queue again, with the same id and without attempts. A message is removed from `queue` only when the
 * broker has confirmed it in the target: interrupted at any moment, it may be in both, but never in neither.
 */
export async function replay(broker: Broker, options: ReplayOptions): Promise<Replayed> {
  const { queue, filter, signal, onProgress } = options;
  const to = options.to ?? ownQueue(queue);
  const { ready: total } = await broker.existing(queue);
  await broker.existing(to);
  const prefetch = isEverything(filter) ? window : maxPrefetch;
  let seen = 0;
  return broker.onChannel(async (opened) => {
    const done = new Acknowledger(opened.channel, queue);
    const sender = new Sender(opened.channel, to, signal);
    const send = async (message: ConsumeMessage) => {
      if (!(await sender.send(withoutQueueHeaders(message)))) return;
      done.ack(message);
      onProgress((seen += 1), total);
    };
    const visit: Visitor = (deadLetter, message) => {
      if (matches(filter, deadLetter)) return send(message);
      onProgress((seen += 1), total);
      return 'stays';
    };
    const scanned = scan(opened, { queue, limit: total, signal, prefetch, visit, late: done.late });
    await Promise.race([finishOnFailure(scanned, done), blocked(broker, queue)]);
    await done.finish();
    const replayed = done.acknowledged;
    return { queue, to, replayed, left: Math.max(0, total - replayed) };
  });
}

/** Rejects with the failure of the scan, whatever becomes of the last acks. */
async function finishOnFailure(scanned: Promise<number>, done: Acknowledger): Promise<void> {
  try {
    await scanned;
  } catch (error) {
    await done.finish().catch(() => undefined);
    throw error;
  }
}

/** The queue whose dead letters or parked messages these are. */
function ownQueue(queue: string): string {
  const own = queue.replace(/\.(dlq|parked)$/, '');
  const names = queueNames(own);
  if (queue === names.dead || queue === names.parked) return own;
  throw new UsageError(`${queue} has messages of several queues: name the target with --to`);
}

/** Sends to one queue, with at most `window` messages unconfirmed: that many may be duplicated by a crash. */
class Sender {
  private readonly unconfirmed = new Semaphore(window);
  private failure: Error | undefined;
  private missing = false;

  constructor(
    private readonly channel: ConfirmChannel,
    private readonly queue: string,
    private readonly signal: AbortSignal,
  ) {
    // A message without a queue is returned before its confirm.
    channel.on('return', () => (this.missing = true));
  }

  /** True when the broker has the message in the queue; false when it was not sent, because of an interruption. */
  async send(wire: WireMessage): Promise<boolean> {
    await this.unconfirmed.acquire();
    try {
      if (this.failure) throw this.failure;
      if (this.signal.aborted) return false;
      await this.confirmed(wire);
      return true;
    } finally {
      this.unconfirmed.release();
    }
  }

  private confirmed({ content, properties }: WireMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      this.channel.publish('', this.queue, content, properties, (error: unknown) => {
        if (this.missing) this.failure = new OperationError(`${this.queue} was deleted`);
        else if (error) this.failure = new OperationError(`${this.queue} accepts no more messages`);
        else return resolve();
        reject(this.failure);
      });
    });
  }
}

const blocked = (broker: Broker, queue: string) =>
  new Promise<never>((_, reject) => {
    broker.onBlocked((reason) =>
      reject(new OperationError(`the broker blocks publishers (${reason}); the rest stays in ${queue}`)),
    );
  });
