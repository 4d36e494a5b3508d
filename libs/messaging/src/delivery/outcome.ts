/** What becomes of a message; a handler returns one. A handler that throws counts as `retry`. */
export type Outcome =
  | { readonly kind: 'ack' }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'deadLetter'; readonly reason: string }
  | { readonly kind: 'park'; readonly reason: string };

/** Done, or nothing to do. */
export const ack: Outcome = { kind: 'ack' };

/** Deliver it again after the next delay of the retry ladder; after the last delay it is a dead letter. */
export const retry = (reason: string): Outcome => ({ kind: 'retry', reason });

/** Another attempt is useless: to the dead-letter queue `<queue>.dlq`. */
export const deadLetter = (reason: string): Outcome => ({ kind: 'deadLetter', reason });

/** It cannot be understood: to `<queue>.parked`, for a person to look at. */
export const park = (reason: string): Outcome => ({ kind: 'park', reason });

export const outcomes: readonly string[] = ['ack', 'retry', 'deadLetter', 'park'] satisfies Outcome['kind'][];

/** A handler may be written in JavaScript, or forget to return. */
export const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' && value !== null && outcomes.includes((value as Outcome).kind);
