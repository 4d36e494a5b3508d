import type { EventMessage } from '@courses/contracts';
import type { Subscription } from './delivery/subscription';
import type { BusState } from './errors';

export type { BusState };

export interface Bus {
  readonly state: BusState;
  /** Returns at once and keeps trying to connect in the background; throws when the bus was stopped. */
  start(): Promise<void>;
  /**
   * Resolves when the broker has confirmed the message, also when no queue is bound to it.
   * Rejects with InvalidMessageError (sending it again is useless), BusUnavailableError (nothing was sent) or
   * NotConfirmedError (it may have arrived: send it again with the same id).
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
   * How many messages are ready in a queue, without those in flight. Undefined when the queue does not exist, or without a
   * connection.
   */
  depth(queue: string): Promise<number | undefined>;
  /** Stops consuming, waits for the handlers in flight (10 s at most), then closes. Never rejects. */
  stop(): Promise<void>;
}
