/** An event that waits in its aggregate; only its id means something here. */
export interface PendingEvent {
  id: string;
}

/** What every aggregate document has beside its own state. */
export interface AggregateDocument {
  _id: string;
  version: number;
  outbox: PendingEvent[];
  /** Since when events wait; absent when none does. */
  outboxAt?: Date;
  outboxLease?: { owner: string; until: Date };
}

/** The state of an aggregate without what belongs to the outbox. */
export type StateOf<Document extends AggregateDocument> = Omit<
  Document,
  'outbox' | 'outboxAt' | 'outboxLease'
>;
