import { authentication, type AuthConfig } from '@courses/auth';
import type { HttpService } from '@courses/http-kit';
import { createContext, createService, type Overrides } from '@courses/service-kit';
import type { RequestHandler } from 'express';
import type { Config } from './config';
import type { Passwords } from './domain/passwords';
import { tokenIssuer } from './domain/token-issuer';
import { firstAdmin } from './first-admin';
import { MongoAccountRepository } from './persistence/mongo-account.repository';
import { MongoAttemptLimiter } from './persistence/mongo-attempt-limiter';
import { MongoKeyStore } from './persistence/mongo-key-store';
import { MongoSessionRepository } from './persistence/mongo-session.repository';
import { routes } from './routes';
import { seedPeople, type Seed } from './seed-people';
import { KeyRing } from './security/key-ring';
import { signingKeyAge } from './security/signing-key-age';
import { scryptPasswords } from './security/scrypt-passwords';
import { signedAccessTokens } from './security/signed-access-tokens';
import { successorSecrets } from './security/successor-secrets';
import { publishKeysRoutes } from './use-cases/publish-keys/publish-keys.route';

/**
 * Other `passwords` because many sign-ins would take minutes, another clock because tests let days pass, a seed for the quick
 * start.
 */
type TestOverrides = Overrides & { passwords?: Passwords; now?: () => Date; seed?: Seed };

/** The composition root. */
export function buildApp(config: Config, overrides: TestOverrides = {}): HttpService {
  const base = createContext('identity', config, overrides);
  const { database, logger } = base;
  const accounts = new MongoAccountRepository(database);
  const sessions = new MongoSessionRepository(database);
  const now = overrides.now ?? (() => database.now());
  const attempts = new MongoAttemptLimiter(database, now);
  const keys = new KeyRing(new MongoKeyStore(database), config.KEY_SECRET);
  signingKeyAge(base.metrics, () => keys.signerAge());
  const passwords = overrides.passwords ?? scryptPasswords();
  const accessTokens = signedAccessTokens(keys, config.AUTH_ISSUER, config.AUTH_AUDIENCE);
  const tokens = tokenIssuer(sessions, accessTokens, successorSecrets(config.KEY_SECRET), now);
  const auth = authentication(ownTokens(config), { read: async () => ({ keys: await keys.publicKeys() }) });
  database.prepare(() => keys.prepare());
  database.prepare(firstAdmin(config, { accounts, passwords, warn: logger.warn.bind(logger) }));
  if (overrides.seed) database.prepare(seedPeople(overrides.seed, { accounts, accessTokens }));
  const stores = { accounts, sessions, attempts, passwords, tokens, now };
  const own = routes(auth, stores, {
    rejectDemoPasswords: config.NODE_ENV === 'production',
    onReuse: ({ accountId }) => logger.warn({ accountId }, 'refresh token reused: session ended'),
  });
  const identity = createService(base, {
    title: 'Identity',
    description: 'Accounts, sessions, roles, and the keys that check access tokens.',
    middleware: [noStore],
    routes: [...own, ...publishKeysRoutes(config.AUTH_ISSUER, () => keys.publicKeys())],
    outboxes: [accounts.outbox],
  });
  identity.app.set('trust proxy', config.TRUST_PROXY);
  return identity;
}

const ownTokens = ({ AUTH_ISSUER, AUTH_AUDIENCE }: Config): AuthConfig => ({
  AUTH_ISSUER,
  AUTH_AUDIENCE,
  AUTH_ROLES_CLAIM: 'roles',
  AUTH_ALGORITHMS: ['EdDSA'],
});

/** Tokens and accounts must not be cached. */
const noStore: RequestHandler = (_req, res, next) => {
  res.set('cache-control', 'no-store');
  next();
};
