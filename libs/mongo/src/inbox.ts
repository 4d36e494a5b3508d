import type { Database } from './database';
import { DatabaseUnavailableError, DuplicateKeyError, translateErrors } from './errors';

interface ProcessedMessage {
  /** Queue and id of the message. */
  _id: string;
  state: 'working' | 'done';
  owner: string;
  /** End of the lease; means nothing once it is done. */
  until: Date;
  /** When the database removes it. */
  expireAt: Date;
}

export interface ProcessedMessagesOptions {
  /** How long one delivery keeps others off, unless it renews this or ends before; default 30 s. */
  leaseMs?: number;
  /** How long to remember; default a week. */
  keepSeconds?: number;
}

/**
 * Remembers for which messages an effect outside of the database was done, or is at work, for a time: so that it is done
 * once. Wants to be kept longer than a message may take to come again, dead letters that are replayed included.
 *
 * Every method fails with DatabaseUnavailableError while the database is away.
 */
export class ProcessedMessages {
  readonly leaseMs: number;
  private readonly keepMs: number;

  constructor(
    private readonly database: Database,
    { leaseMs = 30_000, keepSeconds = 7 * 24 * 3_600 }: ProcessedMessagesOptions = {},
  ) {
    this.leaseMs = leaseMs;
    this.keepMs = keepSeconds * 1_000;
    database.prepare(() => this.collection.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 }));
  }

  /** Leases the message, unless it is done already or the lease of another owner lives. */
  async begin(key: string, owner: string): Promise<'begun' | 'working' | 'done'> {
    const now = new Date();
    const free = { _id: key, state: 'working' as const, until: { $lte: now } };
    const lease = { owner, until: this.leaseEnd(), expireAt: this.expiry() };
    try {
      // Where a document is that is not free, the insert meets it.
      await translateErrors(() => this.collection.updateOne(free, { $set: lease }, { upsert: true }));
      return 'begun';
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
      const other = await translateErrors(() => this.collection.findOne({ _id: key }));
      return other?.state === 'done' ? 'done' : 'working';
    }
  }

  /** Returns false when the lease has gone to another owner. */
  async renew(key: string, owner: string): Promise<boolean> {
    const until = this.leaseEnd();
    const { matchedCount } = await translateErrors(() =>
      this.collection.updateOne({ _id: key, owner, state: 'working' }, { $set: { until } }),
    );
    return matchedCount > 0;
  }

  /** The effect was done, whoever has the lease by now. */
  async finish(key: string, owner: string): Promise<void> {
    const done = { state: 'done' as const, owner, until: new Date(), expireAt: this.expiry() };
    await translateErrors(() => this.collection.updateOne({ _id: key }, { $set: done }, { upsert: true }));
  }

  /** The effect was not done: another attempt may begin at once. */
  async abandon(key: string, owner: string): Promise<void> {
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
