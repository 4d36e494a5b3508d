/** A message as it came out of a queue, on either bus. */
export interface Received {
  id: string | undefined;
  /** Failed attempts so far. */
  attempts: number;
  /** What created its event. */
  traceparent: string | undefined;
  /** The attempt before this one. */
  lastAttempt: string | undefined;
  /** The message, not validated yet; throws when it is unreadable. */
  read(): unknown;
}

/** What a bus does with a message whose outcome is not `ack`. `attempts` counts this delivery. */
export type Failure = (
  | { kind: 'retry'; reason: string; attempts: number; delayMs: number }
  | { kind: 'deadLetter' | 'park'; reason: string; attempts: number }
) & {
  /** Its span, where it is traced. */
  attempt?: string | undefined;
};

/** An outcome, when retries are limited; `requeue` when the bus stopped before the message could be handled. */
export type Decision = { kind: 'ack' } | { kind: 'requeue' } | Failure;
