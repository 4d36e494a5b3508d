import { createHash } from 'node:crypto';
import { DuplicateKeyError, translateErrors, type Database } from '@courses/mongo';
import type { Model } from 'mongoose';
import { AccountError } from '../domain/account.errors';
import { delayAfter, type Attempt, type AttemptLimiter } from '../domain/attempts';
import { plainCollection } from './plain-collection';

interface AttemptDocument {
  _id: string;
  count: number;
  nextAt?: Date;
  expiresAt: Date;
}

/** How often to try again when others count at the same moment. */
const patience = 5;

/** Counts in the database, so that it makes no difference which replica is asked. */
export class MongoAttemptLimiter implements AttemptLimiter {
  private readonly model: Model<AttemptDocument>;

  constructor(database: Database) {
    this.model = plainCollection(database, 'attempts', { count: Number, nextAt: Date, expiresAt: Date });
  }

  async take(...attempts: Attempt[]): Promise<void> {
    for (const attempt of attempts) {
      if (!(await this.takeFree(attempt))) await this.takeDelayed(attempt, patience);
    }
  }

  async succeeded(...attempts: Attempt[]): Promise<void> {
    const update = { $inc: { count: -1 } };
    const operations = attempts.map((attempt) => ({
      updateOne: { filter: { _id: keyOf(attempt), count: { $gt: 0 } }, update },
    }));
    await translateErrors(() => this.model.bulkWrite(operations, { ordered: false }));
  }

  /** Many at once do not disturb each other here. */
  private async takeFree(attempt: Attempt): Promise<boolean> {
    const _id = keyOf(attempt);
    const { free, forgottenMs } = attempt.policy;
    try {
      const { matchedCount, upsertedCount } = await translateErrors(() =>
        this.model.updateOne(
          { _id, count: { $lt: free - 1 } },
          { $inc: { count: 1 }, $setOnInsert: { expiresAt: new Date(Date.now() + forgottenMs) } },
          { upsert: true },
        ),
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      // There is one whose count is higher.
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** Of those who come at once, one is next; the others find its delay. */
  private async takeDelayed(attempt: Attempt, tries: number): Promise<void> {
    const _id = keyOf(attempt);
    const found = await translateErrors(() => this.model.findById(_id).lean<AttemptDocument>());
    const now = Date.now();
    const wait = (found?.nextAt?.getTime() ?? 0) - now;
    if (wait > 0) throw limited(wait);
    const count = (found?.count ?? 0) + 1;
    const delay = delayAfter(count, attempt.policy);
    const { matchedCount } = await translateErrors(() =>
      this.model.updateOne(
        { _id, count: found?.count ?? 0 },
        { $set: { count, nextAt: new Date(now + delay) } },
      ),
    );
    if (matchedCount === 1) return;
    if (tries === 0) throw limited(1_000);
    await this.takeDelayed(attempt, tries - 1);
  }
}

const keyOf = ({ policy, by }: Attempt): string =>
  createHash('sha256')
    .update(JSON.stringify([policy.name, ...by]))
    .digest('base64url');

const limited = (ms: number) =>
  new AccountError('rate-limited', 'Wait as long as Retry-After says, in seconds.', {
    retryAfterSeconds: ms / 1_000,
  });
