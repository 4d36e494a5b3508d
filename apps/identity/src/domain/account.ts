import {
  accountRegistered,
  accountRenamed,
  accountRolesChanged,
  DomainError,
  type Account as PublicAccount,
  type Change,
  type Role,
} from '@courses/contracts';

/** An account with what is known to this service only. */
export interface Account extends PublicAccount {
  passwordHash: string;
  /** Sessions of an earlier epoch have ended. */
  epoch: number;
  /** Could create courses once; they stay when the role is gone. */
  taught?: boolean;
}

export interface NewAccount {
  id: string;
  /** Normalized. */
  email: string;
  displayName: string;
  roles: Role[];
  passwordHash: string;
}

/** `now` is ISO 8601 in UTC. */
export const register = (fields: NewAccount, now: string): Change<Account> =>
  changed({ ...fields, epoch: 1, version: 1, createdAt: now }, accountRegistered);

/** An admin cannot give up the own admin role, so there is always at least one admin; see acting-admin.ts. */
export function changeRoles(
  account: Account,
  { adminId, roles }: { adminId: string; roles: Role[] },
): Change<Account> {
  if (adminId === account.id && !roles.includes('admin'))
    throw new DomainError('own-admin-role', 'Another admin can remove your admin role.');
  const isSame = account.roles.length === roles.length && roles.every((role) => account.roles.includes(role));
  return isSame
    ? unchanged(account)
    : changed(next(account, { roles, ...(teaches(account) && { taught: true }) }), accountRolesChanged);
}

const teaches = ({ roles }: Account): boolean => roles.includes('instructor') || roles.includes('admin');

/** Whether courses may be theirs, so that their name is public. */
export const isInstructor = (account: Account): boolean => teaches(account) || account.taught === true;

export const rename = (account: Account, displayName: string): Change<Account> =>
  account.displayName === displayName
    ? unchanged(account)
    : changed(next(account, { displayName }), accountRenamed);

/** Ends every session. `now` is ISO 8601 in UTC. */
export function disable(
  account: Account,
  { adminId, now }: { adminId: string; now: string },
): Change<Account> {
  if (adminId === account.id) throw new DomainError('own-account', 'Another admin can disable your account.');
  return account.disabledAt
    ? unchanged(account)
    : { state: next(account, { disabledAt: now, epoch: account.epoch + 1 }), events: [] };
}

export const enable = (account: Account): Change<Account> =>
  account.disabledAt ? { state: next(account, { disabledAt: undefined }), events: [] } : unchanged(account);

/** Fails with `account-disabled`. */
export function assertEnabled({ disabledAt }: Account): void {
  if (disabledAt) throw new DomainError('account-disabled', 'An admin can enable it again.');
}

export const isActiveAdmin = ({ roles, disabledAt }: Account): boolean =>
  roles.includes('admin') && !disabledAt;

/** The next version, with nothing else changed. */
export const touch = (account: Account): Change<Account> => ({ state: next(account, {}), events: [] });

/** A new password ends every session. */
export const changePassword = (account: Account, passwordHash: string): Change<Account> => ({
  state: next(account, { passwordHash, epoch: account.epoch + 1 }),
  events: [],
});

/** The same password, hashed with newer parameters. */
export const rehash = (account: Account, passwordHash: string): Change<Account> => ({
  state: next(account, { passwordHash }),
  events: [],
});

export const signOutEverywhere = (account: Account): Change<Account> => ({
  state: next(account, { epoch: account.epoch + 1 }),
  events: [],
});

const next = (account: Account, changes: Partial<Account>): Account => ({
  ...account,
  ...changes,
  version: account.version + 1,
});

const unchanged = (state: Account): Change<Account> => ({ state, events: [] });

function changed(state: Account, event: typeof accountRegistered): Change<Account> {
  const { id, displayName, roles, version } = state;
  return { state, events: [event.create({ subject: id, version, data: { id, displayName, roles } })] };
}

/** What its owner and admins see. */
export function toPublic({
  passwordHash: _hash,
  epoch: _epoch,
  taught: _taught,
  ...account
}: Account): PublicAccount {
  return account;
}
