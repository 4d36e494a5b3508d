import { readRefreshToken } from '../../domain/session';
import type { SessionRepository } from '../../domain/session-repository';

export interface SignOutCommand {
  refreshToken: string;
}

/** An old token of a session ends it as well: either it was stolen, or it was good a moment ago. */
export const signOut =
  (sessions: SessionRepository) =>
  async ({ refreshToken }: SignOutCommand): Promise<void> => {
    const sessionId = readRefreshToken(refreshToken)?.sessionId;
    if (sessionId) await sessions.end(sessionId);
  };
