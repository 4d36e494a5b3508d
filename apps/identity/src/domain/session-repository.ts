import type { Session } from './session';

export interface SessionRepository {
  find(id: string): Promise<Session | undefined>;
  insert(session: Session): Promise<void>;
  /** Replaces the hash of the session's token; returns false when a concurrent request replaced it. */
  rotate(session: Session, tokenHash: string, now: Date): Promise<boolean>;
  /** Those that have not expired, last used first; at most `limit`. */
  listOf(account: { accountId: string; epoch: number }, now: Date, limit: number): Promise<Session[]>;
  /** Idempotent. */
  end(id: string): Promise<void>;
  /** Ends it where it is a session of this account. Idempotent. */
  endOf(accountId: string, id: string): Promise<void>;
}
