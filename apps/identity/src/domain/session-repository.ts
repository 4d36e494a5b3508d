import type { Session } from './session';

export interface SessionRepository {
  find(id: string): Promise<Session | undefined>;
  insert(session: Session): Promise<void>;
  /** Replaces the hash of the session's token; returns false when a concurrent request replaced it. */
  rotate(session: Session, tokenHash: string, now: Date): Promise<boolean>;
  /** Idempotent. */
  end(id: string): Promise<void>;
}
