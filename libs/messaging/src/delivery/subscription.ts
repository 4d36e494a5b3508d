import type { DataOf, EventContract, EventMessage } from '@courses/contracts';
import type { ProcessedMessages } from './idempotently';
import type { Outcome } from './outcome';

/** One reaction of a service to one type of event, with a queue of its own. */
export interface Subscription<Contract extends EventContract = EventContract> {
  /** `<service>.<subscription>`, e.g. `enrollments.open-roster`; the same in every replica, which share the work. */
  queue: string;
  event: Contract;
  /** At least once per message, and several at a time; a message whose data does not fulfil the contract never gets here. */
  handle(message: EventMessage<DataOf<Contract>>): Promise<Outcome>;
  /** Messages in work at the same time, and held back by `ordered`; default 100. */
  prefetch?: number;
  /** For an effect outside of the database: skips a message that was ack before, also by another replica. */
  once?: ProcessedMessages;
  /**
   * Messages of an aggregate are handled in the order of the queue, retries included: one that fails holds back the later
   * ones of its aggregate, not others. One replica at a time does all the work. Cannot be changed on a queue that exists.
   */
  ordered?: boolean;
  /**
   * Every process gets every message that is published while it is connected, for what is shown and not kept: nothing waits
   * for a process that is away, and nothing that fails is tried again.
   */
  broadcast?: boolean;
  /** Of a broadcast: called each time this process begins to hear; it may have missed whatever was published before. */
  onConnected?: () => void;
}

/** Defines a subscription; its handler is typed by the event. Throws when the name of the queue is malformed. */
export function subscription<Contract extends EventContract>(
  definition: Subscription<Contract>,
): Subscription {
  if (!/^[a-z0-9-]+\.[a-z0-9-]+$/.test(definition.queue)) {
    throw new TypeError(`A queue is named <service>.<subscription>; got ${JSON.stringify(definition.queue)}`);
  }
  return definition;
}

/** Messages in work at the same time, when a subscription does not say. */
export const defaultPrefetch = 100;
