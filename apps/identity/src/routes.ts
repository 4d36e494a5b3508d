import type { Authentication } from '@courses/auth';
import type { Route } from '@courses/http-kit';
import type { AccountRepository } from './domain/account-repository';
import type { AttemptLimiter } from './domain/attempts';
import type { Passwords } from './domain/passwords';
import type { Session } from './domain/session';
import type { SessionRepository } from './domain/session-repository';
import type { TokenIssuer } from './domain/token-issuer';
import { changePassword } from './use-cases/change-password/change-password';
import { changePasswordRoute } from './use-cases/change-password/change-password.route';
import { changeRoles } from './use-cases/change-roles/change-roles';
import { changeRolesRoute } from './use-cases/change-roles/change-roles.route';
import { listAccounts } from './use-cases/list-accounts/list-accounts';
import { listAccountsRoute } from './use-cases/list-accounts/list-accounts.route';
import { readAccount } from './use-cases/read-account/read-account';
import { readAccountRoute } from './use-cases/read-account/read-account.route';
import { readOwnAccount } from './use-cases/read-own-account/read-own-account';
import { readOwnAccountRoute } from './use-cases/read-own-account/read-own-account.route';
import { refreshSession } from './use-cases/refresh-session/refresh-session';
import { refreshSessionRoute } from './use-cases/refresh-session/refresh-session.route';
import { registerAccount } from './use-cases/register-account/register-account';
import { registerAccountRoute } from './use-cases/register-account/register-account.route';
import { signIn } from './use-cases/sign-in/sign-in';
import { signInRoute } from './use-cases/sign-in/sign-in.route';
import { signOut } from './use-cases/sign-out/sign-out';
import { signOutRoute } from './use-cases/sign-out/sign-out.route';
import { signOutEverywhere } from './use-cases/sign-out-everywhere/sign-out-everywhere';
import { signOutEverywhereRoute } from './use-cases/sign-out-everywhere/sign-out-everywhere.route';

export interface Parts {
  auth: Authentication;
  accounts: AccountRepository;
  sessions: SessionRepository;
  passwords: Passwords;
  attempts: AttemptLimiter;
  tokens: TokenIssuer;
  production: boolean;
  onReuse: (session: Session) => void;
}

export const routes = (parts: Parts): Route[] => {
  const { auth, accounts, sessions, passwords, attempts } = parts;
  return [
    registerAccountRoute(registerAccount(accounts, passwords, attempts)),
    signInRoute(signIn(parts)),
    refreshSessionRoute(refreshSession(parts)),
    signOutRoute(signOut(sessions)),
    signOutEverywhereRoute(auth, signOutEverywhere(accounts)),
    readOwnAccountRoute(auth, readOwnAccount(accounts)),
    changePasswordRoute(auth, changePassword(parts)),
    listAccountsRoute(auth, listAccounts(accounts)),
    readAccountRoute(auth, readAccount(accounts)),
    changeRolesRoute(auth, changeRoles(accounts)),
  ];
};
