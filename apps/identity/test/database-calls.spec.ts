import { authentication } from '@courses/auth';
import { tokens as tokensSchema, type identityApi, type Role, type Tokens } from '@courses/contracts';
import {
  describePlans,
  startCountedApi,
  testIssuer,
  type CountedApi,
  type StableEndpointId,
  type TestIssuer,
  type TestUser,
} from '@courses/testing';
import supertest from 'supertest';
import { v4 as uuidv4 } from 'uuid';
import { register } from '../src/domain/account';
import { tokenIssuer } from '../src/domain/token-issuer';
import { MongoAccountRepository } from '../src/persistence/mongo-account.repository';
import { MongoAttemptLimiter } from '../src/persistence/mongo-attempt-limiter';
import { MongoKeyStore } from '../src/persistence/mongo-key-store';
import { MongoSessionRepository } from '../src/persistence/mongo-session.repository';
import { routes } from '../src/routes';
import { KeyRing } from '../src/security/key-ring';
import { scryptPasswords } from '../src/security/scrypt-passwords';
import { signedAccessTokens } from '../src/security/signed-access-tokens';
import { successorSecrets } from '../src/security/successor-secrets';
import { publishKeysRoutes } from '../src/use-cases/publish-keys/publish-keys.route';
import { aPerson, passTime, settings } from './identity';

const person = aPerson();
const { email, password } = person;
const passwords = scryptPasswords({ ln: 8, r: 8, p: 1 });
let issuer: TestIssuer;
let counted: CountedApi;
let accounts: MongoAccountRepository;
let own: TestUser;
let admin: TestUser;
let other: TestUser;
let tokens: Tokens;

beforeAll(async () => {
  // The signing keys are read once a minute, which must not pass in between.
  passTime(0);
  issuer = await testIssuer();
  counted = await startCountedApi((database) => {
    accounts = new MongoAccountRepository(database);
    const sessions = new MongoSessionRepository(database);
    const now = () => database.now();
    const keys = new KeyRing(new MongoKeyStore(database), settings.KEY_SECRET);
    database.prepare(() => keys.prepare());
    const stores = {
      accounts,
      sessions,
      passwords,
      attempts: new MongoAttemptLimiter(database, now),
      tokens: tokenIssuer(
        sessions,
        signedAccessTokens(keys, settings.AUTH_ISSUER, settings.AUTH_AUDIENCE),
        successorSecrets(settings.KEY_SECRET),
        now,
      ),
      now,
    };
    const options = { rejectDemoPasswords: false, onReuse: () => undefined };
    const own = routes(authentication(issuer.config), stores, options);
    return [...own, ...publishKeysRoutes(settings.AUTH_ISSUER, () => keys.publicKeys())];
  });
  own = await withAccount(person, ['student']);
  admin = await withAccount(aPerson(), ['admin']);
  other = await withAccount(aPerson(), ['student']);
  tokens = tokensSchema.parse((await signIn()).body);
});
afterAll(async () => {
  jest.useRealTimers();
  await counted.stop();
  await issuer.stop();
});

async function withAccount({ email, displayName }: ReturnType<typeof aPerson>, roles: Role[]) {
  const user = await issuer.user(roles);
  const fields = { id: user.id, email, displayName, roles, passwordHash: await passwords.hash(password) };
  await accounts.insert(register(fields, new Date().toISOString()));
  return user;
}

const as = (user?: TestUser) => supertest.agent(counted.url).set(user?.headers ?? {});
const signIn = () => as().post('/v1/sessions').send({ email, password });
const refreshToken = () => ({ refreshToken: tokens.refreshToken });
const its = (path = '') => `/v1/accounts/${own.id}${path}`;
const changeRoles = (roles: Role[]) => as(admin).put(its('/roles')).set('if-match', '*').send({ roles });

/** Sequential database calls of each request: one for a read, two for a write, and the reason for more. */
const calls: Record<StableEndpointId<typeof identityApi>, [calls: number, request: () => supertest.Test]> = {
  readKeys: [0, () => as().get('/.well-known/jwks.json')],
  discover: [0, () => as().get('/.well-known/openid-configuration')],
  readOwnAccount: [1, () => as(own).get('/v1/account')],
  readAccount: [1, () => as(admin).get(its())],
  listAccounts: [1, () => as(admin).get('/v1/accounts')],
  listInstructors: [1, () => as().get(`/v1/instructors?ids=${admin.id}`)],
  registerAccount: [2, () => as().post('/v1/accounts').send(aPerson())],
  // An attempt of the address, one of the account (not counted where the address must wait), the account, both attempts back, a session.
  signIn: [5, signIn],
  // The session; its account, whose roles may have changed and which may have ended its sessions; the session's next token.
  refreshSession: [3, () => as().post('/v1/sessions/refresh').send(refreshToken())],
  signOut: [1, () => as().post('/v1/sessions/sign-out').send(refreshToken())],
  signOutEverywhere: [2, () => as(own).delete('/v1/sessions')],
  // The account of the admin, who may be none any more; the account, read and written.
  changeRoles: [3, () => changeRoles(['student', 'instructor'])],
  // The account of the admin; the account, read and written.
  disableAccount: [3, () => as(admin).post(`/v1/accounts/${other.id}/disable`)],
  enableAccount: [3, () => as(admin).post(`/v1/accounts/${other.id}/enable`)],
  renameAccount: [2, () => as(own).put('/v1/account/name').send({ displayName: 'Grace B. Hopper' })],
  // The account, which may have ended its sessions; the sessions.
  listOwnSessions: [2, () => as(own).get('/v1/account/sessions')],
  endOwnSession: [1, () => as(own).delete(`/v1/account/sessions/${uuidv4()}`)],
  // The account, an attempt, the attempt back, the account, a session.
  changePassword: [
    5,
    () => as(own).put('/v1/account/password').send({ currentPassword: password, newPassword: password }),
  ],
};

it.each(Object.keys(calls) as (keyof typeof calls)[])(
  '%s makes exactly the declared number of database calls',
  async (id) => {
    const [expectedCalls, send] = calls[id];
    expect(await counted.commandsOf(send)).toHaveLength(expectedCalls);
  },
);

it('reads the signing keys at most once a minute', async () => {
  passTime(61);
  const [, send] = calls.readKeys;
  expect(await counted.commandsOf(send)).toHaveLength(1);
  expect(await counted.commandsOf(send)).toHaveLength(0);
});

/** Without all accounts, newest first: the MongoDB-compatible server of our tests does not use its `_id` index for them. */
describePlans(() => {
  it.each<[string, () => supertest.Test]>([
    ['readOwnAccount', calls.readOwnAccount[1]],
    ['readAccount', calls.readAccount[1]],
    ['signIn', signIn],
    ['changeRoles', () => changeRoles(['student'])],
  ])('%s uses an index', async (_id, send) => {
    expect(await counted.scansOf(send)).toEqual(new Set(['IXSCAN']));
  });

  // That server explains no query with two filters, and none with beginnings of words: so one filter, and whole words.
  it('finds accounts by their words through an index', async () => {
    const search = () => as(admin).get('/v1/accounts').query({ search: 'hopper' });
    const [query] = await counted.commandsOf(search);
    expect(Object.keys(query?.filter ?? {})).toEqual(['words']);
    expect(await counted.stagesOf({ ...query, filter: { words: 'hopper' } })).toContain('IXSCAN');
  });

  it('finds the sessions of an account through an index', async () => {
    const [, query] = await counted.commandsOf(calls.listOwnSessions[1]);
    const { accountId } = query?.filter as { accountId: string };
    expect(await counted.stagesOf({ ...query, filter: { accountId } })).toContain('IXSCAN');
  });
});
