import type { Device } from './device';

/** One sign-in. Its refresh token changes with each use; only hashes of it are kept. No address of the network is. */
export interface Session extends Device {
  id: string;
  accountId: string;
  /** That of the account when the session began; an account of a later epoch has ended it. */
  epoch: number;
  tokenHash: string;
  /** The one before, and when it was used. */
  previousHash?: string | undefined;
  rotatedAt: Date;
  expiresAt: Date;
}

export const sessionSeconds = 30 * 24 * 3_600;

/** When its sign-in was; refreshing does not move the end. */
export const beganAt = ({ expiresAt }: Session): Date =>
  new Date(expiresAt.getTime() - sessionSeconds * 1_000);

/**
 * Two requests of one client may be concurrent, or a response be lost: for this long after a token was used, its reuse is
 * taken for that and gets the same successor. As long as the client's server keeps the tokens that it got.
 */
const reuseGracePeriodMs = 120_000;

export type RefreshTokenStatus = 'current' | 'concurrent' | 'reused';

/**
 * When a token that is not the current one is used, it or the current one was stolen: only access tokens and the list of the
 * owner's sessions have the session's id, and who has one of these may end it anyway.
 * Within the grace period the previous one counts as concurrent, as long as its successor was not used: who stole it then
 * shares a token with its owner, and the second of them to use it later is noticed.
 */
export function classify(session: Session, tokenHash: string, now: Date): RefreshTokenStatus {
  if (tokenHash === session.tokenHash) return 'current';
  const sinceUse = now.getTime() - session.rotatedAt.getTime();
  return tokenHash === session.previousHash && sinceUse < reuseGracePeriodMs ? 'concurrent' : 'reused';
}

/** A refresh token is the session's id, which finds it, and a secret. */
export const refreshTokenOf = (sessionId: string, secret: string): string => `${sessionId}.${secret}`;

export function readRefreshToken(token: string): { sessionId: string; secret: string } | undefined {
  const [, sessionId, secret] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  return sessionId && secret ? { sessionId, secret } : undefined;
}

/** 256 random bits: no salt and no slow hash is needed to keep them from being guessed. */
export const newSecret = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');

export const hashOf = async (secret: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(secret))).toString('base64url');
