import type { OwnSession, User } from '@courses/contracts';
import { loadAccount } from '../../domain/load-account';
import { beganAt } from '../../domain/session';
import type { Stores } from '../../stores';

export interface ListOwnSessionsQuery {
  user: User;
}

const maxSessions = 100;

export const listOwnSessions =
  ({ accounts, sessions, now }: Pick<Stores, 'accounts' | 'sessions' | 'now'>) =>
  async ({ user }: ListOwnSessionsQuery): Promise<OwnSession[]> => {
    const { id: accountId, epoch } = await loadAccount(accounts, user.id);
    const found = await sessions.listOf({ accountId, epoch }, now(), maxSessions);
    return found.map((session) => ({
      id: session.id,
      signedInAt: beganAt(session).toISOString(),
      lastUsedAt: session.rotatedAt.toISOString(),
      browser: session.browser,
      system: session.system,
      isCurrent: session.id === user.sessionId,
    }));
  };
