/** What became of a message; a handler returns one. A handler that throws counts as `retry`. */
export type Outcome =
  { readonly kind: 'ack' } | { readonly kind: 'retry' | 'dead' | 'parked'; readonly reason: string };

/** Done, or nothing to do. */
export const ack: Outcome = { kind: 'ack' };

/** Deliver it again after the next delay of the ladder; after the last delay it is dead. */
export const retry = (reason: string): Outcome => ({ kind: 'retry', reason });

/** Trying again is useless: to the dead-letter queue `<queue>.dlq`. */
export const dead = (reason: string): Outcome => ({ kind: 'dead', reason });

/** It cannot be understood: to `<queue>.parked`, for a person to look at. */
export const park = (reason: string): Outcome => ({ kind: 'parked', reason });

const kinds = ['ack', 'retry', 'dead', 'parked'];

/** A handler may come from JavaScript, or forget to return. */
export const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' && value !== null && kinds.includes((value as Outcome).kind);
