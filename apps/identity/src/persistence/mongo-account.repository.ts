import type { Page } from '@courses/contracts';
import {
  AggregateStore,
  decodeCursor,
  DuplicateKeyError,
  encodeCursor,
  translateErrors,
  type Database,
  type StateOf,
} from '@courses/mongo';
import type { QueryFilter } from 'mongoose';
import type { Account, Announcement } from '../domain/account';
import type { AccountQuery, AccountRepository } from '../domain/account-repository';
import {
  accountFields,
  accountIndexes,
  toAccount,
  toEvent,
  toState,
  type AccountDocument,
} from './account-document';

const withoutOutbox = { outbox: 0, outboxAt: 0, outboxLease: 0 } as const;

export class MongoAccountRepository implements AccountRepository {
  private readonly store: AggregateStore<AccountDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<AccountDocument>(database, 'accounts', accountFields, accountIndexes);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Account | undefined> {
    const found = await this.store.find(id);
    return found && toAccount(found);
  }

  async findByEmail(email: string): Promise<Account | undefined> {
    const found = await translateErrors(() =>
      this.store.model.findOne({ email }, withoutOutbox).lean<StateOf<AccountDocument>>(),
    );
    return found ? toAccount(found) : undefined;
  }

  async add(account: Account): Promise<boolean> {
    try {
      await this.store.insert(toState(account), [toEvent(account, 'registered')]);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  async save(account: Account, announcement?: Announcement): Promise<void> {
    await this.store.replace(toState(account), announcement ? [toEvent(account, announcement)] : []);
  }

  async list({ email, limit, cursor }: AccountQuery): Promise<Page<Account>> {
    const filter = {
      ...(email === undefined ? {} : { email }),
      ...(cursor === undefined ? {} : { _id: { $lt: decodeCursor('newest', cursor) } }),
    } as QueryFilter<AccountDocument>;
    const found = await translateErrors(() =>
      this.store.model
        .find(filter, withoutOutbox)
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StateOf<AccountDocument>[]>(),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toAccount),
      ...(found.length > limit && last ? { nextCursor: encodeCursor('newest', last._id) } : {}),
    };
  }
}
