import { hkdfSync } from 'node:crypto';
import { compactDecrypt, CompactEncrypt, type JWK } from 'jose';

/** The keys in the database were encrypted with another secret. */
export class WrongKeySecretError extends Error {
  override readonly name = 'WrongKeySecretError';

  constructor() {
    super('KEY_SECRET is not the one that the signing keys in the database were encrypted with.');
  }
}

/** Encrypts private keys, so that who reads the database cannot sign tokens. */
export function sealedKeys(secret: string) {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'courses signing keys', 32));
  return {
    seal: (privateKey: JWK): Promise<string> =>
      new CompactEncrypt(Buffer.from(JSON.stringify(privateKey)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    /** Fails with WrongKeySecretError. */
    async open(sealed: string): Promise<JWK> {
      try {
        const { plaintext } = await compactDecrypt(sealed, key);
        return JSON.parse(Buffer.from(plaintext).toString()) as JWK;
      } catch {
        throw new WrongKeySecretError();
      }
    },
  };
}
