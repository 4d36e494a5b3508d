import type { Tokens } from '@courses/contracts';
import { AccountError } from '../../domain/account.errors';
import type { AccountRepository } from '../../domain/account-repository';
import { hashOf, judge, readRefreshToken, type Session } from '../../domain/session';
import type { SessionRepository } from '../../domain/session-repository';
import type { TokenIssuer } from '../../domain/token-issuer';

export interface RefreshSessionCommand {
  refreshToken: string;
}

export interface RefreshSessionParts {
  accounts: AccountRepository;
  sessions: SessionRepository;
  tokens: TokenIssuer;
  /** Told of a session that was ended because an old token of it was used. */
  onReuse: (session: Session) => void;
}

export const refreshSession =
  ({ accounts, sessions, tokens, onReuse }: RefreshSessionParts) =>
  async ({ refreshToken }: RefreshSessionCommand): Promise<Tokens> => {
    const { sessionId, secret } = readRefreshToken(refreshToken) ?? {};
    const session = sessionId ? await sessions.find(sessionId) : undefined;
    if (!session || !secret || session.expiresAt <= new Date()) throw ended();
    const verdict = judge(session, await hashOf(secret), new Date());
    if (verdict === 'crossing') throw crossing();
    const account = await accounts.find(session.accountId);
    if (verdict === 'reused' || account?.epoch !== session.epoch) {
      await sessions.end(session.id);
      if (verdict === 'reused') onReuse(session);
      throw ended();
    }
    const next = await tokens.renew(session, account);
    if (!next) throw crossing();
    return next;
  };

const ended = () => new AccountError('session-ended', 'Sign in again.');

const crossing = () =>
  new AccountError(
    'write-conflict',
    'This token was used a moment ago; go on with the tokens that came then.',
  );
