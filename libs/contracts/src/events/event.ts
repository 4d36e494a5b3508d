import type { z } from 'zod';

/** A published event type: `type` with its major version is also the routing key. */
export interface EventContract<Data extends z.ZodType = z.ZodType> {
  /** Event name with major version, e.g. `course.published.v1`. */
  type: string;
  /** What happened, in one sentence. */
  summary: string;
  data: Data;
}

/** One event as it travels: CloudEvents attributes, the version of its aggregate, and the data. */
export interface EventMessage<Data = unknown> {
  /** uuid v7; the same on every redelivery, so it serves as the idempotency key. */
  id: string;
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

export type DataOf<Contract extends EventContract> = z.infer<Contract['data']>;

export const event = <Data extends z.ZodType>(contract: EventContract<Data>): EventContract<Data> => contract;
