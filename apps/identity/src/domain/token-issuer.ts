import type { Tokens } from '@courses/contracts';
import { v4 as uuidv4 } from 'uuid';
import { assertEnabled, type Account } from './account';
import type { Device } from './device';
import { hashOf, newSecret, refreshTokenOf, sessionSeconds, type Session } from './session';
import type { SessionRepository } from './session-repository';

/** Signs access tokens. */
export interface AccessTokens {
  issue(account: Account, sessionId: string): Promise<{ token: string; expiresIn: number }>;
}

/** Derives the secret that follows a refresh token; nobody else can. */
export interface SuccessorSecrets {
  after(refreshToken: string): string;
}

/** Begins sessions and issues their tokens. */
export interface TokenIssuer {
  /** Fails with `account-disabled`. */
  begin(account: Account, device: Device): Promise<Tokens>;
  /**
   * The tokens after this secret, which is the session's current or previous one: for the same secret the same refresh token,
   * on every replica. Undefined when the session went on with another one.
   */
  renew(session: Session, account: Account, secret: string): Promise<Tokens | undefined>;
}

export function tokenIssuer(
  sessions: SessionRepository,
  accessTokens: AccessTokens,
  successors: SuccessorSecrets,
  now: () => Date,
): TokenIssuer {
  const moveOn = async (session: Session, nextHash: string, presentedHash: string): Promise<boolean> => {
    const isCurrent = session.tokenHash === presentedHash;
    if (isCurrent && (await sessions.rotate(session, nextHash, now()))) return true;
    const latest = isCurrent ? await sessions.find(session.id) : session;
    return latest?.tokenHash === nextHash;
  };
  const pair = async (
    account: Account,
    { id, expiresAt }: Pick<Session, 'id' | 'expiresAt'>,
    secret: string,
  ): Promise<Tokens> => {
    const { token, expiresIn } = await accessTokens.issue(account, id);
    const refreshToken = refreshTokenOf(id, secret);
    const refreshExpiresIn = Math.max(0, Math.floor((expiresAt.getTime() - now().getTime()) / 1_000));
    return { accessToken: token, tokenType: 'Bearer', expiresIn, refreshToken, refreshExpiresIn };
  };
  return {
    async begin(account, device) {
      assertEnabled(account);
      const [id, secret, rotatedAt] = [uuidv4(), newSecret(), now()];
      const expiresAt = new Date(rotatedAt.getTime() + sessionSeconds * 1_000);
      const { id: accountId, epoch } = account;
      const session = { id, accountId, epoch, tokenHash: await hashOf(secret), rotatedAt, expiresAt };
      await sessions.insert({ ...session, ...device });
      return pair(account, session, secret);
    },
    async renew(session, account, secret) {
      const next = successors.after(refreshTokenOf(session.id, secret));
      const moved = await moveOn(session, await hashOf(next), await hashOf(secret));
      return moved ? pair(account, session, next) : undefined;
    },
  };
}
