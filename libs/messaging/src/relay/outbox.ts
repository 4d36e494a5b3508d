import type { EventMessage } from '@courses/contracts';

/** Pending events of one aggregate, in the order of their versions. */
export interface PendingEvents {
  aggregateId: string;
  events: EventMessage[];
}

/** Where a service keeps the events that it has still to publish: together with its aggregates. */
export interface Outbox {
  /** Leases up to `limit` aggregates that have pending events and no running lease, oldest first. */
  claim(request: { owner: string; leaseMs: number; limit: number }): Promise<PendingEvents[]>;
  /** Removes the confirmed events by id and releases the leases, as far as this owner still has them. */
  settle(owner: string, results: { aggregateId: string; confirmed: string[] }[]): Promise<void>;
  /** Calls the listener after each commit of this process that left events; returns how to end that. */
  onPending(listener: () => void): () => void;
}
