import type { Session } from './session';

export interface SessionRepository {
  find(id: string): Promise<Session | undefined>;
  add(session: Session): Promise<void>;
  /** Puts `tokenHash` in the place of the session's, or returns false because somebody was faster. */
  rotate(session: Session, tokenHash: string, now: Date): Promise<boolean>;
  /** Ending what has ended changes nothing. */
  end(id: string): Promise<void>;
}
