import type { EventMessage } from '@courses/contracts';

/** Pending events of one aggregate, in the order of their versions. */
export interface PendingEvents {
  aggregateId: string;
  events: EventMessage[];
}

export interface Claim {
  /** Those that have waited longest, first. */
  aggregates: PendingEvents[];
  /** Others wait that this claim had no room for. */
  more: boolean;
  /** How many of them had a lease of another relay that had run out. */
  takenOver: number;
}

/** Where a service keeps the events that it has still to publish: together with its aggregates. */
export interface Outbox {
  /** Names it in metrics. */
  readonly name: string;
  /**
   * Leases aggregates that have pending events and no running lease, at most `limit` of them, and no more once their
   * events take `maxBytes`.
   */
  claim(request: { owner: string; leaseMs: number; limit: number; maxBytes: number }): Promise<Claim>;
  /** Removes the confirmed events by id and releases the leases, as far as this owner still has them. */
  settle(owner: string, results: { aggregateId: string; confirmed: string[] }[]): Promise<void>;
  /** How many aggregates have pending events, and since when the oldest waits. */
  pending(): Promise<{ aggregates: number; oldest: Date | undefined }>;
  /** Before events are stored, `check` throws for one that could never be published: then nothing is written. */
  guard(check: (event: EventMessage) => void): void;
  /** Calls the listener after each commit of this process that left events; returns how to end that. */
  onPending(listener: () => void): () => void;
}
