import type { Inbox } from '@courses/messaging';
import type { Database } from './database';
import { fromNow, isOver } from './database-time';
import { DatabaseUnavailableError, DuplicateKeyError } from './errors';
import { runOperation } from './run-operation';

interface ProcessedMessage {
  /** Queue and id of the message. */
  _id: string;
  state: 'working' | 'done';
  owner: string;
  /** End of the lease; irrelevant once it is done. */
  until: Date;
  /** When the database deletes it. */
  expireAt: Date;
}

export interface MongoInboxOptions {
  /** Lease of a delivery, which keeps others off; default 30 s. */
  leaseMs?: number;
  /** How long a message counts as processed; default a week. */
  keepSeconds?: number;
}

/**
 * Records which messages were processed, or are being processed, so that an effect outside of the database happens once.
 * `keepSeconds` must be longer than a redelivery may take, replayed dead letters included.
 *
 * Every method fails with DatabaseUnavailableError while the database is unavailable.
 */
export class MongoInbox implements Inbox {
  readonly leaseMs: number;
  private readonly keepMs: number;

  constructor(
    private readonly database: Database,
    { leaseMs = 30_000, keepSeconds = 7 * 24 * 3_600 }: MongoInboxOptions = {},
  ) {
    this.leaseMs = leaseMs;
    this.keepMs = keepSeconds * 1_000;
    database.prepare(() => this.collection.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 }));
  }

  async begin(key: string, owner: string): Promise<'begun' | 'beingProcessed' | 'processed'> {
    const found = await this.take(key, owner).catch((error: unknown) => {
      // Another delivery has inserted it at the same moment.
      if (error instanceof DuplicateKeyError) return this.take(key, owner);
      throw error;
    });
    if (found?.state === 'done') return 'processed';
    return found?.owner === owner ? 'begun' : 'beingProcessed';
  }

  async renewLease(key: string, owner: string): Promise<boolean> {
    const { matchedCount } = await runOperation(() =>
      this.collection.updateOne({ _id: key, owner, state: 'working' }, [
        { $set: { until: fromNow(this.leaseMs) } },
      ]),
    );
    return matchedCount > 0;
  }

  async markProcessed(key: string, owner: string): Promise<void> {
    const done = { state: 'done', owner, until: '$$NOW', expireAt: fromNow(this.keepMs) };
    await runOperation(() => this.collection.updateOne({ _id: key }, [{ $set: done }], { upsert: true }));
  }

  async release(key: string, owner: string): Promise<void> {
    await runOperation(() => this.collection.deleteOne({ _id: key, owner, state: 'working' }));
  }

  /** Inserts the document, or takes it over when its lease is over; returns it as it is then. */
  private take(key: string, owner: string) {
    const free = {
      $or: [
        { $eq: [{ $ifNull: ['$state', 'new'] }, 'new'] },
        { $and: [{ $eq: ['$state', 'working'] }, isOver('$until')] },
      ],
    };
    const lease = { state: 'working', owner, until: fromNow(this.leaseMs), expireAt: fromNow(this.keepMs) };
    const whenFree = Object.fromEntries(
      Object.entries(lease).map(([field, value]) => [field, { $cond: [free, value, `$${field}`] }]),
    );
    return runOperation(() =>
      this.collection.findOneAndUpdate({ _id: key }, [{ $set: whenFree }], {
        upsert: true,
        returnDocument: 'after',
      }),
    );
  }

  private get collection() {
    const { db } = this.database.connection;
    if (!db) throw new DatabaseUnavailableError('not connected yet');
    return db.collection<ProcessedMessage>('processed-messages');
  }
}
