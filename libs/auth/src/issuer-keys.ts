import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWSHeaderParameters,
  type CryptoKey,
} from 'jose';

/** The keys of the issuer have never been read, so no token can be verified. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
  readonly code = 'not-ready';
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds = 2;

  constructor(cause: unknown) {
    super('The keys that verify access tokens are unavailable; retry later.', { cause });
  }
}

export interface KeyTiming {
  /** After this many milliseconds the next request makes the keys be reloaded in the background. Default 5 minutes. */
  maxAgeMs: number;
  /** The keys are loaded at most once per this time, in milliseconds. Default 10 s. */
  cooldownMs: number;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * The public keys of an issuer. An unknown `kid` reloads them, but no more often than `cooldownMs` allows, so that forged
 * tokens cannot flood the issuer. While the issuer is unavailable, the known keys remain in use.
 */
export class IssuerKeys {
  private keys: KeySet | undefined;
  private failure: unknown;
  private loadedAt = -Infinity;
  private loading: Promise<void> | undefined;
  private published = '';

  /** `onChange` is called when keys are added, removed or replaced. */
  constructor(
    private readonly read: () => Promise<JSONWebKeySet>,
    private readonly onChange: () => void,
    private readonly timing: KeyTiming = { maxAgeMs: 300_000, cooldownMs: 10_000 },
  ) {}

  /** The key for a token; fails with jose's errors when there is none, or with KeysUnavailableError. */
  readonly get = async (header: JWSHeaderParameters): Promise<CryptoKey> => {
    if (!this.keys) await this.refresh();
    this.refreshWhenOld();
    try {
      return await this.find(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.find(header);
    }
  };

  /** Reloads keys in the background when they are older than `maxAgeMs`. */
  refreshWhenOld(): void {
    if (this.age > this.timing.maxAgeMs) void this.refresh();
  }

  private async find(header: JWSHeaderParameters): Promise<CryptoKey> {
    const { keys } = this;
    if (!keys) throw new KeysUnavailableError(this.failure);
    const key = await keys(header).catch((error: unknown) => {
      // The issuer publishes a malformed key.
      throw error instanceof errors.JOSEError ? error : new KeysUnavailableError(error);
    });
    // Others may have been loaded while the key was imported.
    return keys === this.keys ? key : this.find(header);
  }

  private get age(): number {
    return performance.now() - this.loadedAt;
  }

  private refresh(): Promise<void> {
    if (!this.loading && this.age > this.cooldown) {
      this.loadedAt = performance.now();
      this.loading = this.load().finally(() => (this.loading = undefined));
    }
    return this.loading ?? Promise.resolve();
  }

  /** Without any keys every request fails, so loading is retried ten times as often. */
  private get cooldown(): number {
    return this.keys ? this.timing.cooldownMs : this.timing.cooldownMs / 10;
  }

  private async load(): Promise<void> {
    try {
      const keys = await this.read();
      this.keys = createLocalJWKSet(keys);
      const published = JSON.stringify(keys);
      if (published !== this.published) this.onChange();
      this.published = published;
    } catch (error) {
      this.failure = error;
    }
  }
}
