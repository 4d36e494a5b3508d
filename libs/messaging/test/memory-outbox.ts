import type { EventMessage } from '@courses/contracts';
import type { Claim, ClaimRequest, Outbox, Settlement } from '../src';

interface Aggregate {
  events: EventMessage[];
  owner?: string | undefined;
  leasedUntil: number;
}

/** An outbox in memory, with leases as MongoOutbox has them. */
export class MemoryOutbox implements Outbox {
  readonly name = 'memory';
  /** Limits of the claims so far. */
  readonly claims: number[] = [];
  /** What the next calls throw. */
  readonly faults: { claim: Error[]; settle: Error[] } = { claim: [], settle: [] };
  private readonly aggregates = new Map<string, Aggregate>();
  private readonly listeners = new Set<() => void>();

  /** Stores events, as a commit does. */
  add(aggregateId: string, ...events: EventMessage[]): void {
    const aggregate = this.aggregates.get(aggregateId) ?? { events: [], leasedUntil: 0 };
    this.aggregates.set(aggregateId, { ...aggregate, events: [...aggregate.events, ...events] });
  }

  /** As the store does after a commit. */
  notify(): void {
    for (const listener of this.listeners) listener();
  }

  get listening(): number {
    return this.listeners.size;
  }

  /** Ids of the pending events, by aggregate. */
  get remaining(): Record<string, string[]> {
    const remaining = [...this.aggregates].filter(([, { events }]) => events.length > 0);
    return Object.fromEntries(remaining.map(([id, { events }]) => [id, events.map((event) => event.id)]));
  }

  claim({ owner, leaseMs, limit }: ClaimRequest): Promise<Claim> {
    this.claims.push(limit);
    const fault = this.faults.claim.shift();
    if (fault) return Promise.reject(fault);
    const now = performance.now();
    const free = [...this.aggregates].filter(([, each]) => each.events.length > 0 && each.leasedUntil <= now);
    const claimed = free.slice(0, limit);
    const takenOver = claimed.filter(([, each]) => each.owner !== undefined && each.owner !== owner).length;
    for (const [, each] of claimed) Object.assign(each, { owner, leasedUntil: now + leaseMs });
    return Promise.resolve({
      aggregates: claimed.map(([aggregateId, { events }]) => ({ aggregateId, events: [...events] })),
      hasMore: free.length > limit,
      takenOver,
    });
  }

  pending(): Promise<{ aggregates: number; oldest: Date | undefined }> {
    const aggregates = Object.keys(this.remaining).length;
    return Promise.resolve({ aggregates, oldest: aggregates > 0 ? new Date(0) : undefined });
  }

  settle(owner: string, settlements: Settlement[]): Promise<void> {
    const fault = this.faults.settle.shift();
    if (fault) return Promise.reject(fault);
    for (const { aggregateId, confirmed } of settlements) {
      const aggregate = this.aggregates.get(aggregateId);
      if (!aggregate) continue;
      aggregate.events = aggregate.events.filter(({ id }) => !confirmed.includes(id));
      if (aggregate.owner === owner) Object.assign(aggregate, { owner: undefined, leasedUntil: 0 });
    }
    return Promise.resolve();
  }

  setValidator(): void {
    // tests need events that cannot be published
  }

  onPending(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
