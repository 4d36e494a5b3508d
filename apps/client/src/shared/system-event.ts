/** The public part of an event. */
export interface SystemEvent {
  id: string;
  type: string;
  source: string;
  time: string;
  /** Title of the course, if it is about one. */
  about: string;
  /** Durable queues that it is routed to. */
  queues: string[];
  /** Services whose replicas get a copy each, while they run. */
  live: string[];
  /** The trace of the request that caused it. */
  traceId?: string;
}

/** The response of `GET /system/events`: the last ones, newest first. */
export interface SystemEventList {
  items: SystemEvent[];
}

/** The response of `GET /system/events/<id>`. */
export interface SystemEventDetails extends SystemEvent {
  /** What happened, in one sentence. */
  summary: string;
  /** Id of the aggregate. */
  subject: string;
  /** Of the aggregate. */
  version: number;
  /** What it carries, without personal data and without the content of lessons. */
  data: unknown;
  /** When it reached the server of this page. */
  receivedAt: string;
  /** When the broker confirmed it; undefined where that is not traced. */
  publishedAt?: string;
  /** Files that create it. */
  producerFiles: string[];
  deliveries: Delivery[];
}

/** An event in one queue. */
export interface Delivery {
  queue: string;
  /** A copy for each replica, which is not kept. */
  live: boolean;
  /** File of the consumer. */
  file: string | undefined;
  /** Undefined where they are not traced. */
  attempts?: Attempt[];
}

export interface Attempt {
  number: number;
  startedAt: string;
  durationMs: number;
  /** `ack`, `retry`, `deadLetter` or `park`. */
  outcome: string;
  reason?: string;
}
