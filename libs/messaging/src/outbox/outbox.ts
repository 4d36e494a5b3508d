import type { EventMessage } from '@courses/contracts';

/** Pending events of one aggregate, in the order of their versions. */
export interface PendingEvents {
  aggregateId: string;
  events: EventMessage[];
}

export interface ClaimRequest {
  /** Of the leases. */
  owner: string;
  leaseMs: number;
  /** Aggregates at most. */
  limit: number;
  /** Of their pending events; the first aggregate is claimed whatever its size. */
  maxBytes: number;
}

export interface Claim {
  /** Those that have waited longest, first. */
  aggregates: PendingEvents[];
  /** Whether other aggregates have pending events that this claim had no room for. */
  hasMore: boolean;
  /** How many of them had an expired lease of another relay. */
  takenOver: number;
}

/** How far the events of one aggregate were published. */
export interface Settlement {
  aggregateId: string;
  /** Ids of events from the oldest one on, without a gap. */
  confirmed: string[];
}

/** Where a service stores its events until they are published: together with its aggregates. */
export interface Outbox {
  /** Its label in metrics. */
  readonly name: string;
  /** Leases aggregates that have pending events and no running lease. */
  claim(request: ClaimRequest): Promise<Claim>;
  /** Removes the confirmed events and ends the leases, as far as this owner still has them. */
  settle(owner: string, settlements: Settlement[]): Promise<void>;
  /** How many aggregates have pending events, and since when the oldest waits. */
  pending(): Promise<{ aggregates: number; oldest: Date | undefined }>;
  /** Before events are stored, `validate` throws for one that could never be published: then nothing is written. */
  setValidator(validate: (event: EventMessage) => void): void;
  /** Calls the listener after each commit of this process that stored events; returns a function that ends this. */
  onPending(listener: () => void): () => void;
}
