import type { ProcessedMessages } from '../src';

interface Entry {
  owner: string;
  until: number;
  done: boolean;
}

/** Processed messages in memory, with leases as the real ones have them. */
export class MemoryInbox implements ProcessedMessages {
  /** What the next calls throw. */
  readonly faults: { begin: Error[]; renew: Error[]; finish: Error[] } = { begin: [], renew: [], finish: [] };
  readonly entries = new Map<string, Entry>();
  renewals = 0;

  constructor(readonly leaseMs = 60_000) {}

  begin(key: string, owner: string): Promise<'begun' | 'working' | 'done'> {
    const fault = this.faults.begin.shift();
    if (fault) return Promise.reject(fault);
    const entry = this.entries.get(key);
    if (entry?.done) return Promise.resolve('done');
    if (entry && entry.until > performance.now()) return Promise.resolve('working');
    this.entries.set(key, { owner, until: performance.now() + this.leaseMs, done: false });
    return Promise.resolve('begun');
  }

  renew(key: string, owner: string): Promise<boolean> {
    const fault = this.faults.renew.shift();
    if (fault) return Promise.reject(fault);
    this.renewals += 1;
    const entry = this.entries.get(key);
    if (entry?.owner !== owner || entry.done) return Promise.resolve(false);
    entry.until = performance.now() + this.leaseMs;
    return Promise.resolve(true);
  }

  finish(key: string, owner: string): Promise<void> {
    const fault = this.faults.finish.shift();
    if (fault) return Promise.reject(fault);
    this.entries.set(key, { owner, until: 0, done: true });
    return Promise.resolve();
  }

  abandon(key: string, owner: string): Promise<void> {
    const entry = this.entries.get(key);
    if (entry?.owner === owner && !entry.done) this.entries.delete(key);
    return Promise.resolve();
  }
}
