import type { DataOf, EventContract, EventMessage } from '@courses/contracts';
import type { Inbox } from './inbox';
import type { Outcome } from './outcome';

interface Reaction<Contract extends EventContract> {
  /** `<service>.<subscription>`, e.g. `enrollments.open-roster`. */
  queue: string;
  event: Contract;
  /** Gets messages at least once, and several at a time; one whose data does not fulfil the contract never gets here. */
  handle(message: EventMessage<DataOf<Contract>>): Promise<Outcome>;
}

/** A durable queue; the replicas of a service share its messages. */
export interface WorkQueue<Contract extends EventContract = EventContract> extends Reaction<Contract> {
  /** Messages in flight at the same time; default 100. */
  prefetch?: number;
  /** For an effect outside of the database: skips a message that was processed before, also by another replica. */
  inbox?: Inbox;
  broadcast?: false;
  onConnected?: never;
}

/**
 * Every process gets every message that is published while it is connected, for what is shown and not stored: no queue
 * keeps messages for a process that is not connected, and there are no retries.
 */
export interface Broadcast<Contract extends EventContract = EventContract> extends Reaction<Contract> {
  broadcast: true;
  /** Called at each connect: this process may have missed what was published before. */
  onConnected?: () => void;
  prefetch?: never;
  inbox?: never;
}

/** One reaction of a service to one type of event. */
export type Subscription<Contract extends EventContract = EventContract> =
  WorkQueue<Contract> | Broadcast<Contract>;

/** Defines a subscription; its handler is typed by the event. Throws when the name of the queue is malformed. */
export function subscription<Contract extends EventContract>(definition: WorkQueue<Contract>): WorkQueue;
export function subscription<Contract extends EventContract>(definition: Broadcast<Contract>): Broadcast;
export function subscription(definition: Subscription): Subscription {
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(definition.queue)) {
    throw new TypeError(`A queue is named <service>.<subscription>; got ${JSON.stringify(definition.queue)}`);
  }
  return definition;
}

/** Messages in flight at the same time, when a subscription does not say. */
export const defaultPrefetch = 100;
