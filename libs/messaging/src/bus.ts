import type { EventMessage } from '@courses/contracts';
import type { Subscription } from './delivery/subscription';

/**
 * - `connected`: publishes, and every subscription consumes
 * - `reconnecting`: something of that is missing; the bus keeps trying
 * - `blocked`: the broker accepts no messages for now (its memory or disk alarm); it still delivers
 * - `closed`: not started yet, or stopped
 */
export type BusState = 'connected' | 'reconnecting' | 'blocked' | 'closed';

export interface Bus {
  readonly state: BusState;
  /** Returns at once and keeps trying to connect in the background; throws when the bus was stopped. */
  start(): Promise<void>;
  /**
   * Resolves when the broker has confirmed the message, also when no queue wants it.
   * Rejects with {@link InvalidMessageError} (sending it again is useless), {@link BusUnavailableError}
   * (nothing was sent) or {@link NotConfirmedError} (it may have arrived: send it again with the same id).
   * Nothing is buffered: what was not confirmed stays with the caller, which is the outbox.
   */
  publish(message: EventMessage): Promise<void>;
  /**
   * Declares the queues of the subscription and consumes, now and after every reconnect; may be called before or
   * after `start`. Resolves once it is registered, without waiting for the broker.
   * Rejects when the queue already serves another event type, or the bus was stopped.
   */
  subscribe(subscription: Subscription): Promise<void>;
  /**
   * How many messages wait in a queue, not counting those in work: to show it. Undefined when there is no such queue, or no
   * connection.
   */
  depth(queue: string): Promise<number | undefined>;
  /** Stops consuming, waits for the handlers in flight (10 s at most), then closes. Never rejects. */
  stop(): Promise<void>;
}

/** The message does not fulfil its contract. It was not sent and never will be. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';

  constructor(
    readonly type: string,
    readonly problem: string,
  ) {
    super(`Message of type ${JSON.stringify(type)} is not valid: ${problem}`);
  }
}

/** Nothing was sent, because the bus is not connected, blocked or closed. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';

  constructor(readonly state: BusState) {
    super(`The bus cannot publish: it is ${state}`);
  }
}

/** The message was sent, but the broker refused it or did not confirm it. It may have arrived all the same. */
export class NotConfirmedError extends Error {
  override readonly name = 'NotConfirmedError';

  constructor(readonly reason: string) {
    super(`The broker did not confirm the message: ${reason}`);
  }
}

/** The broker refused it: a queue could not take it. */
export class NackedError extends NotConfirmedError {}

/** What became of a message that could not be published, as metrics count it. */
export function failureResult(error: unknown): 'invalid' | 'unavailable' | 'nacked' | 'unconfirmed' {
  if (error instanceof InvalidMessageError) return 'invalid';
  if (error instanceof BusUnavailableError) return 'unavailable';
  return error instanceof NackedError ? 'nacked' : 'unconfirmed';
}
