import type { Authentication } from '@courses/auth';
import type { Route } from '@courses/http-kit';
import type { Stores } from './stores';
import { changePassword } from './use-cases/change-password/change-password';
import { changePasswordRoute } from './use-cases/change-password/change-password.route';
import { changeRoles } from './use-cases/change-roles/change-roles';
import { changeRolesRoute } from './use-cases/change-roles/change-roles.route';
import { disableAccount } from './use-cases/disable-account/disable-account';
import { disableAccountRoute } from './use-cases/disable-account/disable-account.route';
import { enableAccount } from './use-cases/enable-account/enable-account';
import { enableAccountRoute } from './use-cases/enable-account/enable-account.route';
import { endOwnSession } from './use-cases/end-own-session/end-own-session';
import { endOwnSessionRoute } from './use-cases/end-own-session/end-own-session.route';
import { listAccounts } from './use-cases/list-accounts/list-accounts';
import { listAccountsRoute } from './use-cases/list-accounts/list-accounts.route';
import { listInstructors } from './use-cases/list-instructors/list-instructors';
import { listInstructorsRoute } from './use-cases/list-instructors/list-instructors.route';
import { listOwnSessions } from './use-cases/list-own-sessions/list-own-sessions';
import { listOwnSessionsRoute } from './use-cases/list-own-sessions/list-own-sessions.route';
import { readAccount } from './use-cases/read-account/read-account';
import { readAccountRoute } from './use-cases/read-account/read-account.route';
import { readOwnAccount } from './use-cases/read-own-account/read-own-account';
import { readOwnAccountRoute } from './use-cases/read-own-account/read-own-account.route';
import { refreshSession, type RefreshSessionOptions } from './use-cases/refresh-session/refresh-session';
import { refreshSessionRoute } from './use-cases/refresh-session/refresh-session.route';
import { registerAccount } from './use-cases/register-account/register-account';
import { registerAccountRoute } from './use-cases/register-account/register-account.route';
import { renameAccount } from './use-cases/rename-account/rename-account';
import { renameAccountRoute } from './use-cases/rename-account/rename-account.route';
import { signIn, type SignInOptions } from './use-cases/sign-in/sign-in';
import { signInRoute } from './use-cases/sign-in/sign-in.route';
import { signOut } from './use-cases/sign-out/sign-out';
import { signOutRoute } from './use-cases/sign-out/sign-out.route';
import { signOutEverywhere } from './use-cases/sign-out-everywhere/sign-out-everywhere';
import { signOutEverywhereRoute } from './use-cases/sign-out-everywhere/sign-out-everywhere.route';

export interface RouteOptions extends SignInOptions, RefreshSessionOptions {}

export const routes = (auth: Authentication, stores: Stores, options: RouteOptions): Route[] => [
  registerAccountRoute(registerAccount(stores)),
  signInRoute(signIn(stores, options)),
  refreshSessionRoute(refreshSession(stores, options)),
  signOutRoute(signOut(stores)),
  signOutEverywhereRoute(auth, signOutEverywhere(stores)),
  readOwnAccountRoute(auth, readOwnAccount(stores)),
  renameAccountRoute(auth, renameAccount(stores)),
  listOwnSessionsRoute(auth, listOwnSessions(stores)),
  endOwnSessionRoute(auth, endOwnSession(stores)),
  changePasswordRoute(auth, changePassword(stores)),
  listAccountsRoute(auth, listAccounts(stores)),
  listInstructorsRoute(listInstructors(stores)),
  readAccountRoute(auth, readAccount(stores)),
  changeRolesRoute(auth, changeRoles(stores)),
  disableAccountRoute(auth, disableAccount(stores)),
  enableAccountRoute(auth, enableAccount(stores)),
];
