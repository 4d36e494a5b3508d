import type { DatedKey } from './signing-keys';

export interface StoredKey extends DatedKey {
  /** A JWK. */
  publicKey: { kty: string; crv?: string; x?: string };
  /** The private JWK, encrypted. */
  sealedKey: string;
}

export interface KeyList {
  version: number;
  keys: StoredKey[];
}

export interface KeyStore {
  read(): Promise<KeyList | undefined>;
  /** Stores version 1, or the version after the stored one; returns false after a concurrent write. */
  write(list: KeyList): Promise<boolean>;
}
