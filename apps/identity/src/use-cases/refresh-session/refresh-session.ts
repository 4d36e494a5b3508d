import { DomainError, type Tokens } from '@courses/contracts';
import { classify, hashOf, readRefreshToken, type Session } from '../../domain/session';
import type { Stores } from '../../stores';

export interface RefreshSessionCommand {
  refreshToken: string;
}

export interface RefreshSessionOptions {
  /** Called with a session that was ended because an old token of it was used. */
  onReuse: (session: Session) => void;
}

export const refreshSession =
  (
    { accounts, sessions, tokens, now }: Pick<Stores, 'accounts' | 'sessions' | 'tokens' | 'now'>,
    { onReuse }: RefreshSessionOptions,
  ) =>
  async ({ refreshToken }: RefreshSessionCommand): Promise<Tokens> => {
    const { sessionId, secret } = readRefreshToken(refreshToken) ?? {};
    const session = sessionId ? await sessions.find(sessionId) : undefined;
    if (!session || !secret || session.expiresAt <= now()) throw sessionEnded();
    const status = classify(session, await hashOf(secret), now());
    const account = await accounts.find(session.accountId);
    if (status === 'reused' || account?.epoch !== session.epoch) {
      await sessions.end(session.id);
      if (status === 'reused') onReuse(session);
      throw sessionEnded();
    }
    const next = await tokens.renew(session, account, secret);
    if (!next) throw concurrentRefresh();
    return next;
  };

const sessionEnded = () => new DomainError('session-ended', 'Sign in again.');

const concurrentRefresh = () =>
  new DomainError(
    'write-conflict',
    'Another request has just used this token; continue with the tokens that it got.',
  );
