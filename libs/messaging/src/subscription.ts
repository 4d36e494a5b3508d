import type { DataOf, EventContract, EventMessage } from '@courses/contracts';
import type { Outcome } from './outcome';

/** One reaction of a service to one type of event, with a queue of its own. */
export interface Subscription<Contract extends EventContract = EventContract> {
  /** `<service>.<subscription>`, e.g. `enrollments.open-roster`; the same in every replica, which share the work. */
  queue: string;
  event: Contract;
  /** At least once per message, and several at a time; a message whose data does not fulfil the contract never gets here. */
  handle(message: EventMessage<DataOf<Contract>>): Promise<Outcome>;
  /** Messages in work at the same time; default 100. */
  prefetch?: number;
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
