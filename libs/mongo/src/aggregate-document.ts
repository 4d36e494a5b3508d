import type { EventMessage } from '@courses/contracts';

/** An event that is stored in its aggregate until the relay has published it. */
export type PendingEvent = EventMessage;

/** What every aggregate document has beside its own state. */
export interface AggregateDocument {
  _id: string;
  version: number;
  outbox: PendingEvent[];
  /** Since when events are pending; absent when none is. */
  outboxAt?: Date;
  outboxLease?: { owner: string; claim: string; until: Date };
}

/** The state of an aggregate without what belongs to the outbox. */
export type StateOf<Document extends AggregateDocument> = Omit<
  Document,
  'outbox' | 'outboxAt' | 'outboxLease'
>;
