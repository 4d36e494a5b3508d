import { SignJWT } from 'jose';
import { v4 as uuidv4 } from 'uuid';
import { tokenSeconds } from '../domain/signing-keys';
import type { AccessTokens } from '../domain/token-issuer';
import type { KeyRing } from './key-ring';

/** Access tokens after RFC 9068. */
export const signedAccessTokens = (keys: KeyRing, issuer: string, audience: string): AccessTokens => ({
  async issue({ id, roles }, sessionId) {
    const { alg, kid, key } = await keys.signer();
    const now = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({ roles, sid: sessionId })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(id)
      .setJti(uuidv4())
      .setIssuedAt(now)
      .setExpirationTime(now + tokenSeconds)
      .sign(key);
    return { token, expiresIn: tokenSeconds };
  },
});
