import { createHmac, hkdfSync } from 'node:crypto';
import type { SuccessorSecrets } from '../domain/token-issuer';

/** Derived by HMAC-SHA256 with a key of KEY_SECRET: neither a token alone nor the database alone is enough to follow a session. */
export function successorSecrets(keySecret: string): SuccessorSecrets {
  const key = Buffer.from(hkdfSync('sha256', keySecret, '', 'courses refresh tokens', 32));
  return {
    after: (refreshToken) => createHmac('sha256', key).update(refreshToken).digest('base64url'),
  };
}
