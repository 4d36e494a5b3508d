import { createHash } from 'node:crypto';
import { DomainError } from '@courses/contracts';
import { DuplicateKeyError, runOperation, type Database } from '@courses/mongo';
import type { Model } from 'mongoose';
import { delayAfter, type Attempt, type AttemptLimiter } from '../domain/attempts';
import { plainCollection } from './plain-collection';

interface AttemptDocument {
  _id: string;
  count: number;
  nextAt?: Date;
  expiresAt: Date;
}

/** Attempts to write when others count at the same time. */
const maxRetries = 5;

/** Counts in the database, for all replicas together. */
export class MongoAttemptLimiter implements AttemptLimiter {
  private readonly model: Model<AttemptDocument>;

  /** `now` is the same on all replicas. */
  constructor(
    database: Database,
    private readonly now: () => Date,
  ) {
    this.model = plainCollection(database, 'attempts', { count: Number, nextAt: Date, expiresAt: Date });
  }

  async take(...attempts: Attempt[]): Promise<void> {
    for (const attempt of attempts) {
      if (!(await this.takeFree(attempt))) await this.takeDelayed(attempt, maxRetries);
    }
  }

  async succeeded(...attempts: Attempt[]): Promise<void> {
    const update = { $inc: { count: -1 } };
    const operations = attempts.map((attempt) => ({
      updateOne: { filter: { _id: keyOf(attempt), count: { $gt: 0 } }, update },
    }));
    await runOperation(() => this.model.bulkWrite(operations, { ordered: false }));
  }

  /** Concurrent free attempts do not conflict. */
  private async takeFree(attempt: Attempt): Promise<boolean> {
    const _id = keyOf(attempt);
    const { free, windowMs } = attempt.policy;
    try {
      const { matchedCount, upsertedCount } = await runOperation(() =>
        this.model.updateOne(
          { _id, count: { $lt: free - 1 } },
          { $inc: { count: 1 }, $setOnInsert: { expiresAt: this.after(windowMs) } },
          { upsert: true },
        ),
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      // The document exists and its count is higher.
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** Of concurrent attempts one succeeds; the others find its delay. */
  private async takeDelayed(attempt: Attempt, retries: number): Promise<void> {
    const _id = keyOf(attempt);
    const found = await runOperation(() => this.model.findById(_id).lean<AttemptDocument>());
    const wait = Number(found?.nextAt ?? 0) - Number(this.now());
    if (wait > 0) throw rateLimited(wait);
    const count = (found?.count ?? 0) + 1;
    const delay = delayAfter(count, attempt.policy);
    const { matchedCount } = await runOperation(() =>
      this.model.updateOne({ _id, count: found?.count ?? 0 }, { $set: { count, nextAt: this.after(delay) } }),
    );
    if (matchedCount === 1) return;
    if (retries === 0) throw rateLimited(1_000);
    await this.takeDelayed(attempt, retries - 1);
  }

  private after(ms: number): Date {
    return new Date(Number(this.now()) + ms);
  }
}

const keyOf = ({ policy, by }: Attempt): string =>
  createHash('sha256')
    .update(JSON.stringify([policy.name, ...by]))
    .digest('base64url');

const rateLimited = (ms: number) =>
  new DomainError('rate-limited', 'Retry after the seconds in the Retry-After header.', {
    retryAfterSeconds: ms / 1_000,
  });
