import type { Tokens } from '@courses/contracts';
import type { SessionUser } from '../../shared/session';

/** The content of the encrypted cookie; times are milliseconds since 1970. */
export interface Session {
  user: SessionUser;
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string;
  refreshExpiresAt: number;
}

export const sessionOf = (
  { id, email, displayName, roles }: SessionUser,
  tokens: Tokens,
  now = Date.now(),
): Session => ({
  user: { id, email, displayName, roles },
  accessToken: tokens.accessToken,
  accessExpiresAt: now + tokens.expiresIn * 1_000,
  refreshToken: tokens.refreshToken,
  refreshExpiresAt: now + tokens.refreshExpiresIn * 1_000,
});
