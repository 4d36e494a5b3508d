import { runOperation, type Database } from '@courses/mongo';
import type { Model } from 'mongoose';
import type { Session } from '../domain/session';
import type { SessionRepository } from '../domain/session-repository';
import { plainCollection } from './plain-collection';

interface SessionDocument extends Omit<Session, 'id'> {
  _id: string;
}

const fields = {
  accountId: String,
  epoch: Number,
  tokenHash: String,
  previousHash: String,
  rotatedAt: Date,
  expiresAt: Date,
  browser: String,
  system: String,
};

export class MongoSessionRepository implements SessionRepository {
  private readonly model: Model<SessionDocument>;

  constructor(database: Database) {
    this.model = plainCollection(database, 'sessions', fields, { accountId: 1, rotatedAt: -1 });
  }

  async find(id: string): Promise<Session | undefined> {
    const found = await runOperation(() => this.model.findById(id).lean<SessionDocument>());
    return found ? toSession(found) : undefined;
  }

  async insert({ id, ...session }: Session): Promise<void> {
    await runOperation(() => this.model.insertOne({ _id: id, ...session }));
  }

  async rotate({ id, tokenHash: previousHash }: Session, tokenHash: string, now: Date): Promise<boolean> {
    const { matchedCount } = await runOperation(() =>
      this.model.updateOne(
        { _id: id, tokenHash: previousHash },
        { $set: { tokenHash, previousHash, rotatedAt: now } },
      ),
    );
    return matchedCount === 1;
  }

  async listOf(account: { accountId: string; epoch: number }, now: Date, limit: number): Promise<Session[]> {
    const found = await runOperation(() =>
      this.model
        .find({ ...account, expiresAt: { $gt: now } })
        .sort({ rotatedAt: -1 })
        .limit(limit)
        .lean<SessionDocument[]>(),
    );
    return found.map(toSession);
  }

  async end(id: string): Promise<void> {
    await runOperation(() => this.model.deleteOne({ _id: id }));
  }

  async endOf(accountId: string, id: string): Promise<void> {
    await runOperation(() => this.model.deleteOne({ _id: id, accountId }));
  }
}

const toSession = ({ _id, ...session }: SessionDocument): Session => ({ id: _id, ...session });
