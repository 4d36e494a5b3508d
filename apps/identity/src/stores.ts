import type { AccountRepository } from './domain/account-repository';
import type { AttemptLimiter } from './domain/attempts';
import type { Passwords } from './domain/passwords';
import type { SessionRepository } from './domain/session-repository';
import type { TokenIssuer } from './domain/token-issuer';

/** The ports that use cases get. */
export interface Stores {
  accounts: AccountRepository;
  sessions: SessionRepository;
  attempts: AttemptLimiter;
  passwords: Passwords;
  tokens: TokenIssuer;
  /** The same on all replicas: the clock of the database. */
  now: () => Date;
}
