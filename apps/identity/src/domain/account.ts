import type { Account as PublicAccount, Role } from '@courses/contracts';
import { AccountError } from './account.errors';

/** An account with what only this service knows of it. */
export interface Account extends PublicAccount {
  passwordHash: string;
  /** Sessions of an earlier epoch have ended. */
  epoch: number;
}

export type Announcement = 'registered' | 'roles-changed';

export interface NewAccount {
  id: string;
  /** Normalised. */
  email: string;
  displayName: string;
  roles: Role[];
  passwordHash: string;
}

/** `now` is ISO 8601 in UTC. */
export const newAccount = (fields: NewAccount, now: string): Account => ({
  ...fields,
  epoch: 1,
  version: 1,
  createdAt: now,
});

export const withRoles = (account: Account, roles: Role[]): Account => next(account, { roles });

/** Nobody but an admin changes roles, and an admin stays one: so there is always at least one. */
export function assertMayChangeRoles(adminId: string, account: Account, roles: Role[]): void {
  if (adminId === account.id && !roles.includes('admin'))
    throw new AccountError('own-admin-role', 'Another admin can take your admin role away.');
}

export const hasRoles = (account: Account, roles: Role[]): boolean =>
  account.roles.length === roles.length && roles.every((role) => account.roles.includes(role));

/** A new password ends every session. */
export const withPassword = (account: Account, passwordHash: string): Account =>
  next(account, { passwordHash, epoch: account.epoch + 1 });

/** The same password, hashed with newer parameters. */
export const rehashed = (account: Account, passwordHash: string): Account => next(account, { passwordHash });

export const signedOutEverywhere = (account: Account): Account => next(account, { epoch: account.epoch + 1 });

const next = (account: Account, changes: Partial<Account>): Account => ({
  ...account,
  ...changes,
  version: account.version + 1,
});

/** What its owner and admins see. */
export function toPublic({ passwordHash: _hash, epoch: _epoch, ...account }: Account): PublicAccount {
  return account;
}
