import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

/** A published event type: `type` with its major version is also the routing key. */
export interface EventContract<Data extends z.ZodType = z.ZodType> {
  /** Event name with major version, e.g. `course.published.v1`. */
  type: string;
  /** The service that publishes it. */
  source: string;
  /** What happened, in one sentence. */
  summary: string;
  /** What a publisher must send, to the letter; a reader drops fields that it does not know. Changes: see README.md. */
  data: Data;
  /**
   * Its shape may still change: it is not recorded, so that no check guards its readers, and the documents call it a
   * draft. Take it out before a service publishes the event (`npm test` demands it), and run `npm run contracts:record`.
   */
  draft?: true;
  /** An event of this type with a new id, that happens now. It is validated when it is stored or published. */
  create(event: NewEvent<z.infer<Data>>): EventMessage<z.infer<Data>>;
}

/** What the publisher says of an event; the rest follows from its contract. */
export interface NewEvent<Data = unknown> {
  /** Id of the aggregate that it is about. */
  subject: string;
  /** Version of the aggregate after the change. */
  version: number;
  data: Data;
}

/** One event as it travels: CloudEvents attributes, the version of its aggregate, and the data. */
export interface EventMessage<Data = unknown> {
  /** uuid v7; the same on every redelivery, so it serves as the idempotency key. */
  id: string;
  /** The `type` of its contract. */
  type: string;
  /** The service that published it. */
  source: string;
  /** Id of the aggregate that it is about. */
  subject: string;
  /** Version of the aggregate after the change; a reader applies newer and skips older. */
  aggregateVersion: number;
  /** ISO 8601, UTC. */
  time: string;
  /** W3C trace context, when the cause had one. */
  traceparent?: string;
  data: Data;
}

/** What a domain function returns: an aggregate after a change, and the events to store with it in the same write. */
export interface Change<State> {
  state: State;
  events: EventMessage[];
}

/** The data of an event, as its reader gets it. */
export type DataOf<Contract extends EventContract> = z.infer<Contract['data']>;

/**
 * Defines an event type; publishers and subscribers are typed by its data.
 * @__NO_SIDE_EFFECTS__
 */
export const event = <Data extends z.ZodType>(
  definition: Omit<EventContract<Data>, 'create'>,
): EventContract<Data> => ({
  ...definition,
  create: ({ subject, version, data }) => ({
    id: uuidv7(),
    type: definition.type,
    source: definition.source,
    subject,
    aggregateVersion: version,
    time: new Date().toISOString(),
    data,
  }),
});
