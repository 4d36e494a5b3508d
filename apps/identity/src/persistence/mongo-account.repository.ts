import type { Change, Page } from '@courses/contracts';
import {
  AggregateStore,
  DuplicateKeyError,
  type AggregateDocument,
  type Database,
  type StateOf,
} from '@courses/mongo';
import type { Account } from '../domain/account';
import type { AccountQuery, AccountRepository } from '../domain/account-repository';

interface AccountDocument extends AggregateDocument, Omit<Account, 'id' | 'version'> {}

const fields = {
  email: String,
  displayName: String,
  roles: [String],
  passwordHash: String,
  epoch: Number,
  createdAt: String,
};

export class MongoAccountRepository implements AccountRepository {
  private readonly store: AggregateStore<AccountDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<AccountDocument>(database, 'accounts', fields, [
      { keys: { email: 1 }, options: { unique: true } },
    ]);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Account | undefined> {
    const found = await this.store.find(id);
    return found && toAccount(found);
  }

  async findByEmail(email: string): Promise<Account | undefined> {
    const found = await this.store.findOne({ email });
    return found && toAccount(found);
  }

  async insert({ state, events }: Change<Account>): Promise<boolean> {
    try {
      await this.store.insert(toState(state), events);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  async save({ state, events }: Change<Account>): Promise<Account> {
    await this.store.replace(toState(state), events);
    return state;
  }

  async list({ email, ...page }: AccountQuery): Promise<Page<Account>> {
    const filter = email === undefined ? {} : { email };
    const { items, ...rest } = await this.store.page({ filter, ...page });
    return { items: items.map(toAccount), ...rest };
  }
}

const toState = ({ id, ...account }: Account): StateOf<AccountDocument> => ({ _id: id, ...account });

const toAccount = ({ _id, ...account }: StateOf<AccountDocument>): Account => ({ id: _id, ...account });
