import type { Tokens } from '@courses/contracts';
import { v4 as uuidv4 } from 'uuid';
import type { Account } from './account';
import { hashOf, newSecret, refreshTokenOf, sessionSeconds, type Session } from './session';
import type { SessionRepository } from './session-repository';

/** Signs access tokens. */
export interface AccessTokens {
  issue(account: Account): Promise<{ token: string; expiresIn: number }>;
}

/** Begins sessions and issues their tokens. */
export interface TokenIssuer {
  begin(account: Account): Promise<Tokens>;
  /** The next pair of tokens, or undefined when a concurrent request used the session's token. */
  renew(session: Session, account: Account): Promise<Tokens | undefined>;
}

export function tokenIssuer(sessions: SessionRepository, accessTokens: AccessTokens): TokenIssuer {
  const pair = async (account: Account, refreshToken: string, expiresAt: Date): Promise<Tokens> => {
    const { token, expiresIn } = await accessTokens.issue(account);
    const refreshExpiresIn = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1_000));
    return { accessToken: token, tokenType: 'Bearer', expiresIn, refreshToken, refreshExpiresIn };
  };
  return {
    async begin(account) {
      const [id, secret, rotatedAt] = [uuidv4(), newSecret(), new Date()];
      const expiresAt = new Date(rotatedAt.getTime() + sessionSeconds * 1_000);
      const { id: accountId, epoch } = account;
      await sessions.insert({ id, accountId, epoch, tokenHash: await hashOf(secret), rotatedAt, expiresAt });
      return pair(account, refreshTokenOf(id, secret), expiresAt);
    },
    async renew(session, account) {
      const secret = newSecret();
      const rotated = await sessions.rotate(session, await hashOf(secret), new Date());
      return rotated ? pair(account, refreshTokenOf(session.id, secret), session.expiresAt) : undefined;
    },
  };
}
