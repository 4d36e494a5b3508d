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
import { searchWords } from './search-words';

interface AccountDocument extends AggregateDocument, Omit<Account, 'id' | 'version' | 'disabledAt'> {
  disabledAt?: string | null;
  words?: string[];
}

const fields = {
  email: String,
  displayName: String,
  roles: [String],
  passwordHash: String,
  epoch: Number,
  taught: Boolean,
  createdAt: String,
  disabledAt: String,
  words: [String],
};

export class MongoAccountRepository implements AccountRepository {
  private readonly store: AggregateStore<AccountDocument>;

  constructor(database: Database) {
    this.store = new AggregateStore<AccountDocument>(database, 'accounts', fields, [
      { keys: { email: 1 }, options: { unique: true } },
      { keys: { words: 1 } },
    ]);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(id: string): Promise<Account | undefined> {
    const found = await this.store.find(id);
    return found && toAccount(found);
  }

  async findAll(ids: readonly string[]): Promise<Account[]> {
    const { items } = await this.store.page({ filter: { _id: { $in: [...ids] } }, limit: ids.length });
    return items.map(toAccount);
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

  /** Costs as much as there are accounts with the first word, which the index finds; the other words are looked up in those. */
  async list({ search = '', ...page }: AccountQuery): Promise<Page<Account>> {
    const words = wordsOf(search);
    if (words.length === 0 && search.trim() !== '') return { items: [] };
    const filter = words.length > 0 ? { words: { $all: words.map(prefix) } } : {};
    const { items, ...rest } = await this.store.page({ filter, ...page });
    return { items: items.map(toAccount), ...rest };
  }
}

/** The longest word first, because it is probably the rarest. Letters and digits only, so nothing needs escaping. */
const wordsOf = (search: string) => searchWords(search).sort((a, b) => b.length - a.length);
const prefix = (word: string) => new RegExp(`^${word}`);

const toState = ({ id, disabledAt, ...account }: Account): StateOf<AccountDocument> => ({
  _id: id,
  ...account,
  disabledAt: disabledAt ?? null,
  words: searchWords(`${account.displayName} ${account.email}`),
});

const toAccount = ({ _id, disabledAt, words: _words, ...account }: StateOf<AccountDocument>): Account => ({
  id: _id,
  ...account,
  ...(disabledAt ? { disabledAt } : {}),
});
