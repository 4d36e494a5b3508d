import { exportJWK, generateKeyPair, importJWK, type CryptoKey } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import type { KeyList, KeyStore, StoredKey } from '../domain/key-store';
import { prepublishSeconds, isRotating, publishedKeys, signingKey } from '../domain/signing-keys';
import { sealedKeys } from './sealed-keys';

const algorithm = 'EdDSA';

/** Keys are cached this long, in milliseconds: much shorter than a new key is published before it signs. */
const maxAge = 60_000;

/** A rotation is in progress; the message says when the next key signs. */
export class RotationUnderwayError extends Error {
  override readonly name = 'RotationUnderwayError';
}

/** The keys that sign access tokens; all replicas share them. */
export class KeyRing {
  private readonly sealed;
  private readonly opened = new Map<string, CryptoKey>();
  private known: KeyList | undefined;
  private readAt = 0;

  constructor(
    private readonly store: KeyStore,
    secret: string,
  ) {
    this.sealed = sealedKeys(secret);
  }

  /** Creates the first key, and checks that the secret decrypts the one that signs. Fails with WrongKeySecretError. */
  async prepare(): Promise<void> {
    if (!(await this.store.read()))
      await this.store.write({ version: 1, keys: [await this.newKey(new Date())] });
    await this.signer();
  }

  /** The key that signs now. */
  async signer(): Promise<{ alg: string; kid: string; key: CryptoKey }> {
    const current = signingKey((await this.list()).keys, new Date());
    if (!current) throw new Error('No signing key is active at this time; check the system clock.');
    const { kid, sealedKey } = current;
    const key = this.opened.get(kid) ?? (await importJWK(await this.sealed.open(sealedKey), algorithm));
    this.opened.set(kid, key as CryptoKey);
    return { alg: algorithm, kid, key: key as CryptoKey };
  }

  /** How long the current key has signed, in seconds. Fails like the store before the keys were first read. */
  async signerAge(): Promise<number> {
    const current = signingKey((await this.list()).keys, new Date());
    return current ? (Date.now() - current.signsFrom.getTime()) / 1_000 : 0;
  }

  /** The keys to verify tokens with, as JWKs. */
  async publicKeys() {
    const keys = publishedKeys((await this.list()).keys, new Date());
    return keys.map(({ kid, publicKey }) => ({ ...publicKey, kid, alg: algorithm, use: 'sig' }));
  }

  /** Adds a key and returns the time from which it signs. Fails with RotationUnderwayError. */
  async rotate(): Promise<{ kid: string; signsFrom: Date }> {
    const now = new Date();
    const list = await this.store.read();
    if (!list || isRotating(list.keys, now))
      throw new RotationUnderwayError(
        `The next key signs from ${list?.keys.at(-1)?.signsFrom.toISOString()}.`,
      );
    const next = await this.newKey(new Date(now.getTime() + prepublishSeconds * 1_000));
    const keys = [...publishedKeys(list.keys, now), next];
    const written = await this.store.write({ version: list.version + 1, keys });
    if (!written) throw new RotationUnderwayError('The keys are being rotated by another process.');
    return next;
  }

  /** While the database is unavailable, the cached keys remain in use. */
  private async list(): Promise<KeyList> {
    if (!this.known || Date.now() - this.readAt > maxAge) {
      try {
        this.known = (await this.store.read()) ?? this.known;
        this.readAt = Date.now();
      } catch (error) {
        if (!this.known) throw error;
      }
    }
    return this.known ?? { version: 0, keys: [] };
  }

  private async newKey(signsFrom: Date): Promise<StoredKey> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const sealedKey = await this.sealed.seal(await exportJWK(privateKey));
    return {
      kid: uuidv7(),
      publicKey: (await exportJWK(publicKey)) as StoredKey['publicKey'],
      sealedKey,
      signsFrom,
    };
  }
}
