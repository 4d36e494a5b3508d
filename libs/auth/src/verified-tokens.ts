import type { User } from '@courses/contracts';
import { LRUCache } from 'lru-cache';

interface Verified {
  user: User;
  /** Seconds since 1970. */
  exp: number;
}

/** In bytes: some ten thousand tokens of identity. */
const maxSize = 8 * 1024 * 1024;

/**
 * Tokens that were verified, and their users: their signature is not checked again until they expire. Their key is the whole
 * `Authorization` header: a digest would take longer than everything else here, and save memory only.
 */
export class VerifiedTokens {
  private readonly known = new LRUCache<string, Verified>({
    maxSize,
    sizeCalculation: (_verified, authorization) => authorization.length + 300,
  });

  /** The user of a verified token that has not expired. */
  find(authorization: string): User | undefined {
    const verified = this.known.get(authorization);
    if (!verified) return undefined;
    if (Date.now() < verified.exp * 1_000) return verified.user;
    this.known.delete(authorization);
    return undefined;
  }

  add(authorization: string, verified: Verified): void {
    this.known.set(authorization, verified);
  }
}
