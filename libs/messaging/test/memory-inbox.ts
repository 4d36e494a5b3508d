import type { Inbox } from '../src';

interface Entry {
  owner: string;
  until: number;
  done: boolean;
}

/** An inbox in memory, with leases as MongoInbox has them. */
export class MemoryInbox implements Inbox {
  /** What the next calls throw. */
  readonly faults: { begin: Error[]; renewLease: Error[]; markProcessed: Error[] } = {
    begin: [],
    renewLease: [],
    markProcessed: [],
  };
  readonly entries = new Map<string, Entry>();
  renewals = 0;

  constructor(readonly leaseMs = 60_000) {}

  begin(key: string, owner: string): Promise<'begun' | 'beingProcessed' | 'processed'> {
    const fault = this.faults.begin.shift();
    if (fault) return Promise.reject(fault);
    const entry = this.entries.get(key);
    if (entry?.done) return Promise.resolve('processed');
    if (entry && entry.until > performance.now()) return Promise.resolve('beingProcessed');
    this.entries.set(key, { owner, until: performance.now() + this.leaseMs, done: false });
    return Promise.resolve('begun');
  }

  renewLease(key: string, owner: string): Promise<boolean> {
    const fault = this.faults.renewLease.shift();
    if (fault) return Promise.reject(fault);
    this.renewals += 1;
    const entry = this.entries.get(key);
    if (entry?.owner !== owner || entry.done) return Promise.resolve(false);
    entry.until = performance.now() + this.leaseMs;
    return Promise.resolve(true);
  }

  markProcessed(key: string, owner: string): Promise<void> {
    const fault = this.faults.markProcessed.shift();
    if (fault) return Promise.reject(fault);
    this.entries.set(key, { owner, until: 0, done: true });
    return Promise.resolve();
  }

  release(key: string, owner: string): Promise<void> {
    const entry = this.entries.get(key);
    if (entry?.owner === owner && !entry.done) this.entries.delete(key);
    return Promise.resolve();
  }
}
