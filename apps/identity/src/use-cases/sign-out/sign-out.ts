import { readRefreshToken } from '../../domain/session';
import type { Stores } from '../../stores';

export interface SignOutCommand {
  refreshToken: string;
}

/** An old token of a session ends it as well: it was stolen, or was valid a moment ago. */
export const signOut =
  ({ sessions }: Pick<Stores, 'sessions'>) =>
  async ({ refreshToken }: SignOutCommand): Promise<void> => {
    const sessionId = readRefreshToken(refreshToken)?.sessionId;
    if (sessionId) await sessions.end(sessionId);
  };
