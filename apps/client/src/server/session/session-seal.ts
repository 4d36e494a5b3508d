import { hkdfSync } from 'node:crypto';
import { compactDecrypt, CompactEncrypt, errors } from 'jose';
import type { Session } from './session';

export interface SessionSeal {
  seal(session: Session): Promise<string>;
  /** Undefined for a forged session or one encrypted with a secret that was removed. */
  open(sealed: string): Promise<Session | undefined>;
}

/** Encrypts sessions (AES-256-GCM), so that every replica can read the cookie and nobody else. The first secret encrypts. */
export function sessionSeal(secrets: readonly string[]): SessionSeal {
  const keys = secrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'courses session', 32)));
  const [first] = keys as [Uint8Array];
  return {
    seal: (session) =>
      new CompactEncrypt(Buffer.from(JSON.stringify(session)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(first),
    async open(sealed) {
      for (const key of keys) {
        try {
          const { plaintext } = await compactDecrypt(sealed, key, {
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
          });
          return JSON.parse(Buffer.from(plaintext).toString()) as Session;
        } catch (error) {
          if (!(error instanceof errors.JOSEError)) throw error;
        }
      }
      return undefined;
    },
  };
}
