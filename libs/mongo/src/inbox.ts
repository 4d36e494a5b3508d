import type { Inbox } from '@courses/messaging';
import type { Database } from './database';
import { DatabaseUnavailableError, DuplicateKeyError, translateErrors } from './errors';

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
    const now = new Date();
    const free = { _id: key, state: 'working' as const, until: { $lte: now } };
    const lease = { owner, until: this.leaseEnd(), expireAt: this.expiry() };
    try {
      // If the document exists and is not free, the upsert's insert fails.
      await translateErrors(() => this.collection.updateOne(free, { $set: lease }, { upsert: true }));
      return 'begun';
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
      const other = await translateErrors(() => this.collection.findOne({ _id: key }));
      return other?.state === 'done' ? 'processed' : 'beingProcessed';
    }
  }

  async renewLease(key: string, owner: string): Promise<boolean> {
    const until = this.leaseEnd();
    const { matchedCount } = await translateErrors(() =>
      this.collection.updateOne({ _id: key, owner, state: 'working' }, { $set: { until } }),
    );
    return matchedCount > 0;
  }

  async markProcessed(key: string, owner: string): Promise<void> {
    const done = { state: 'done' as const, owner, until: new Date(), expireAt: this.expiry() };
    await translateErrors(() => this.collection.updateOne({ _id: key }, { $set: done }, { upsert: true }));
  }

  async release(key: string, owner: string): Promise<void> {
    await translateErrors(() => this.collection.deleteOne({ _id: key, owner, state: 'working' }));
  }

  private leaseEnd(): Date {
    return new Date(Date.now() + this.leaseMs);
  }

  private expiry(): Date {
    return new Date(Date.now() + this.keepMs);
  }

  private get collection() {
    const { db } = this.database.connection;
    if (!db) throw new DatabaseUnavailableError('not connected yet');
    return db.collection<ProcessedMessage>('processed-messages');
  }
}
