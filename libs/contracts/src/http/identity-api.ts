import { z } from 'zod';
import { account, displayName, instructor, ownSession, roleList, tokens } from '../account';
import { accountLimits } from '../limits';
import { wellFormedText } from '../text';
import { requireRole, requireUser } from './access';
import { endpoint } from './endpoint';
import { ifMatch } from './headers';
import { idList, pageOf, pageQuery } from './paging';

const email = wellFormedText().min(1).max(accountLimits.emailLength);
const password = wellFormedText().min(1).max(accountLimits.passwordMaxLength);
const byAccount = z.strictObject({ accountId: z.uuid() });
/** Browser and system are derived from it, for the list of sessions; it is not stored. */
const userAgent = z.object({ 'user-agent': z.string().optional() });
const refreshToken = z
  .strictObject({ refreshToken: z.string().min(1).max(200) })
  .meta({ id: 'RefreshToken' });

export const registerAccount = endpoint({
  id: 'registerAccount',
  method: 'post',
  path: '/v1/accounts',
  summary: 'Register; the answer is the same whether or not the address has an account',
  tag: 'Accounts',
  body: z.strictObject({ email, password, displayName }).meta({ id: 'NewAccount' }),
  success: { status: 204, description: 'Sign in now: it works where the address had no account' },
  problems: ['password-refused', 'rate-limited', 'not-ready'],
});

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'get',
  path: '/v1/accounts',
  summary: 'List accounts, newest first',
  tag: 'Accounts',
  access: requireRole('admin'),
  query: z.strictObject({
    ...pageQuery,
    search: wellFormedText().max(accountLimits.emailLength).optional().meta({
      description: 'Beginnings of words of the name or the e-mail address, all of which must occur',
    }),
  }),
  success: {
    status: 200,
    description: 'A page of accounts',
    body: pageOf(account).meta({ id: 'AccountPage' }),
  },
  problems: ['invalid-cursor'],
});

export const listInstructors = endpoint({
  id: 'listInstructors',
  method: 'get',
  path: '/v1/instructors',
  summary: 'Read the names of instructors; without ids of others',
  tag: 'Instructors',
  query: z.strictObject({ ids: idList }),
  success: {
    status: 200,
    description: 'Who may create courses, or once could, in no particular order',
    body: z.strictObject({ items: z.array(instructor) }).meta({ id: 'InstructorList' }),
  },
  problems: [],
});

export const readAccount = endpoint({
  id: 'readAccount',
  method: 'get',
  path: '/v1/accounts/:accountId',
  summary: 'Read an account',
  tag: 'Accounts',
  access: requireRole('admin'),
  params: byAccount,
  success: { status: 200, description: 'The account', body: account, etag: true },
  problems: ['account-not-found'],
});

export const changeRoles = endpoint({
  id: 'changeRoles',
  method: 'put',
  path: '/v1/accounts/:accountId/roles',
  summary: 'Grant and revoke roles',
  tag: 'Accounts',
  access: requireRole('admin'),
  params: byAccount,
  headers: ifMatch,
  body: z.strictObject({ roles: roleList }).meta({ id: 'Roles' }),
  success: { status: 200, description: 'The account after the change', body: account, etag: true },
  problems: [
    'account-not-found',
    'own-admin-role',
    'precondition-failed',
    'precondition-required',
    'write-conflict',
  ],
});

export const disableAccount = endpoint({
  id: 'disableAccount',
  method: 'post',
  path: '/v1/accounts/:accountId/disable',
  summary:
    'Disable an account: nobody can sign in, and its sessions end; access tokens end within 10 minutes',
  tag: 'Accounts',
  access: requireRole('admin'),
  params: byAccount,
  success: { status: 200, description: 'The disabled account', body: account, etag: true },
  problems: ['account-not-found', 'own-account', 'write-conflict'],
});

export const enableAccount = endpoint({
  id: 'enableAccount',
  method: 'post',
  path: '/v1/accounts/:accountId/enable',
  summary: 'Enable a disabled account; sessions that ended stay ended',
  tag: 'Accounts',
  access: requireRole('admin'),
  params: byAccount,
  success: { status: 200, description: 'The account in use', body: account, etag: true },
  problems: ['account-not-found', 'write-conflict'],
});

export const readOwnAccount = endpoint({
  id: 'readOwnAccount',
  method: 'get',
  path: '/v1/account',
  summary: 'Read your own account',
  tag: 'Own account',
  access: requireUser,
  success: { status: 200, description: 'The account', body: account, etag: true },
  problems: ['account-not-found'],
});

export const renameAccount = endpoint({
  id: 'renameAccount',
  method: 'put',
  path: '/v1/account/name',
  summary: 'Change the name that you show',
  tag: 'Own account',
  access: requireUser,
  body: z.strictObject({ displayName }).meta({ id: 'Name' }),
  success: { status: 200, description: 'The account after the change', body: account, etag: true },
  problems: ['account-not-found', 'account-disabled', 'write-conflict'],
});

/** The last used ones: nobody reads a longer list. */
export const listOwnSessions = endpoint({
  id: 'listOwnSessions',
  method: 'get',
  path: '/v1/account/sessions',
  summary: 'List your sessions, last used first: at most 100',
  tag: 'Own account',
  access: requireUser,
  success: {
    status: 200,
    description: 'The sessions',
    body: z.strictObject({ items: z.array(ownSession) }).meta({ id: 'OwnSessionList' }),
  },
  problems: ['account-not-found'],
});

export const endOwnSession = endpoint({
  id: 'endOwnSession',
  method: 'delete',
  path: '/v1/account/sessions/:sessionId',
  summary: 'End one of your sessions; what has ended stays ended',
  tag: 'Own account',
  access: requireUser,
  params: z.strictObject({ sessionId: z.uuid() }),
  success: { status: 204, description: 'The session has ended; its access token ends within 10 minutes' },
  problems: [],
});

export const changePassword = endpoint({
  id: 'changePassword',
  method: 'put',
  path: '/v1/account/password',
  summary: 'Change your password; every session ends but the new one',
  tag: 'Own account',
  access: requireUser,
  headers: userAgent,
  body: z.strictObject({ currentPassword: password, newPassword: password }).meta({ id: 'PasswordChange' }),
  success: { status: 200, description: 'The tokens of a new session', body: tokens },
  problems: ['invalid-credentials', 'account-disabled', 'password-refused', 'rate-limited', 'write-conflict'],
});

export const signIn = endpoint({
  id: 'signIn',
  method: 'post',
  path: '/v1/sessions',
  summary: 'Sign in',
  tag: 'Sessions',
  headers: userAgent,
  body: z.strictObject({ email, password }).meta({ id: 'Credentials' }),
  success: { status: 201, description: 'The tokens of a new session', body: tokens },
  problems: ['invalid-credentials', 'account-disabled', 'rate-limited', 'not-ready'],
});

export const refreshSession = endpoint({
  id: 'refreshSession',
  method: 'post',
  path: '/v1/sessions/refresh',
  summary: 'Get new tokens; each refresh token is good once, and using it again ends the session',
  tag: 'Sessions',
  body: refreshToken,
  success: { status: 200, description: 'The next tokens of the session', body: tokens },
  problems: ['session-ended', 'write-conflict'],
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'post',
  path: '/v1/sessions/sign-out',
  summary: 'End the session of a refresh token; what has ended stays ended',
  tag: 'Sessions',
  body: refreshToken,
  success: { status: 204, description: 'The session has ended' },
  problems: [],
});

export const signOutEverywhere = endpoint({
  id: 'signOutEverywhere',
  method: 'delete',
  path: '/v1/sessions',
  summary: 'End all your sessions',
  tag: 'Sessions',
  access: requireUser,
  success: { status: 204, description: 'All sessions have ended; access tokens end within 10 minutes' },
  problems: ['account-not-found'],
});

const publicKey = z.object({ kid: z.string(), kty: z.string(), alg: z.string(), use: z.string() }).loose();

export const readKeys = endpoint({
  id: 'readKeys',
  method: 'get',
  path: '/.well-known/jwks.json',
  summary: 'The public keys that check access tokens (RFC 7517)',
  tag: 'Keys',
  success: { status: 200, description: 'The keys', body: z.strictObject({ keys: z.array(publicKey) }) },
  problems: ['not-ready'],
});

export const discover = endpoint({
  id: 'discover',
  method: 'get',
  path: '/.well-known/openid-configuration',
  summary: 'What is true here of OpenID Connect Discovery: the issuer, and where its keys are',
  tag: 'Keys',
  success: {
    status: 200,
    description: 'The discovery document',
    body: z.strictObject({ issuer: z.string(), jwks_uri: z.string(), claims_supported: z.array(z.string()) }),
  },
  problems: [],
});
