import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWSHeaderParameters,
  type CryptoKey,
} from 'jose';

/** The keys of the issuer have never been read, so no token can be checked. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
  readonly code = 'not-ready';

  constructor(cause: unknown) {
    super('The keys that check access tokens cannot be read at the moment; try again later.', { cause });
  }
}

export interface KeyTiming {
  /** After this many milliseconds the keys are read again, beside the request that finds them old. Default 5 minutes. */
  maxAgeMs: number;
  /** The issuer is asked at most once in this time, whatever tokens come in. Default 10 s. */
  cooldownMs: number;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * The public keys of an issuer. An unknown `kid` makes them be read again, but no more often than `cooldownMs` allows, so
 * that made-up tokens cannot flood the issuer. While the issuer is away, the keys that are known stay good.
 */
export class IssuerKeys {
  private keys: KeySet | undefined;
  private failure: unknown;
  private askedAt = -Infinity;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly read: () => Promise<JSONWebKeySet>,
    private readonly timing: KeyTiming = { maxAgeMs: 300_000, cooldownMs: 10_000 },
  ) {}

  /** The key for a token; fails with jose's errors when there is none, or with KeysUnavailableError. */
  readonly get = async (header: JWSHeaderParameters): Promise<CryptoKey> => {
    if (!this.keys) await this.refresh();
    else if (this.age > this.timing.maxAgeMs) void this.refresh();
    try {
      return await this.find(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.find(header);
    }
  };

  private find(header: JWSHeaderParameters): Promise<CryptoKey> {
    if (!this.keys) throw new KeysUnavailableError(this.failure);
    return this.keys(header).catch((error: unknown) => {
      // A key that the issuer publishes and nobody can use.
      throw error instanceof errors.JOSEError ? error : new KeysUnavailableError(error);
    });
  }

  private get age(): number {
    return performance.now() - this.askedAt;
  }

  private refresh(): Promise<void> {
    if (!this.asking && this.age > this.cooldown) {
      this.askedAt = performance.now();
      this.asking = this.ask().finally(() => (this.asking = undefined));
    }
    return this.asking ?? Promise.resolve();
  }

  /** Without any keys every request fails, so the issuer is asked sooner: ten times as often. */
  private get cooldown(): number {
    return this.keys ? this.timing.cooldownMs : this.timing.cooldownMs / 10;
  }

  private async ask(): Promise<void> {
    try {
      this.keys = createLocalJWKSet(await this.read());
    } catch (error) {
      this.failure = error;
    }
  }
}
