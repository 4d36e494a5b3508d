import { hash } from 'node:crypto';
import type { User } from '@courses/contracts';
import { LRUCache } from 'lru-cache';

interface Verified {
  user: User;
  /** Seconds since 1970. */
  exp: number;
}

/** Tokens and their users; each takes up about half a kilobyte. */
const most = 10_000;

/** Tokens that were verified, by their digest: their signature is not checked again until they expire. */
export class VerifiedTokens {
  private readonly known = new LRUCache<string, Verified>({ max: most });
  /** Grows with each `clear`: a verification that began before must not be added after. */
  generation = 0;

  /** The user of a verified token that has not expired. */
  find(token: string): User | undefined {
    const digest = digestOf(token);
    const verified = this.known.get(digest);
    if (!verified) return undefined;
    if (Date.now() < verified.exp * 1_000) return verified.user;
    this.known.delete(digest);
    return undefined;
  }

  add(token: string, verified: Verified): void {
    this.known.set(digestOf(token), verified);
  }

  /** The keys have changed, so a token may no longer be valid. */
  clear(): void {
    this.known.clear();
    this.generation += 1;
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64');
