import { accountRegistered, accountRolesChanged, type EventMessage, type Person } from '@courses/contracts';
import type { AggregateDocument, Index, StateOf } from '@courses/mongo';
import { v7 as uuidv7 } from 'uuid';
import type { Account, Announcement } from '../domain/account';

export interface AccountDocument extends AggregateDocument, Omit<Account, 'id' | 'version'> {}

export const accountFields = {
  email: String,
  displayName: String,
  roles: [String],
  passwordHash: String,
  epoch: Number,
  createdAt: String,
};

export const accountIndexes: Index[] = [{ keys: { email: 1 }, options: { unique: true } }];

export const toState = ({ id, ...account }: Account): StateOf<AccountDocument> => ({ _id: id, ...account });

export const toAccount = ({ _id, ...account }: StateOf<AccountDocument>): Account => ({
  id: _id,
  ...account,
});

const eventTypes: Record<Announcement, string> = {
  registered: accountRegistered.type,
  'roles-changed': accountRolesChanged.type,
};

export const toEvent = (
  { id, displayName, roles, version }: Account,
  announcement: Announcement,
): EventMessage<Person> => ({
  id: uuidv7(),
  type: eventTypes[announcement],
  source: 'identity',
  subject: id,
  aggregateVersion: version,
  time: new Date().toISOString(),
  data: { id, displayName, roles },
});
