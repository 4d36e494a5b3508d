import type { Scene } from './scene';

/** A snapshot of the system. */
export interface SystemState {
  services: ServiceState[];
  /** State of the connection to the broker, such as `connected`. */
  broker: string;
  queues: QueueState[];
  /** Services whose replicas get live copies of events. */
  live: string[];
  history: History;
  /** Whether its traces can be read. */
  hasTraces: boolean;
  /** Set where all services run in one process, as in the quick start. */
  oneProcess: OneProcess | null;
  /** The scene that can be played; null where there are no people for it. */
  scene: Scene | null;
}

/** What stands in for the infrastructure, and what may be stopped. */
export interface OneProcess {
  embeddedBroker: boolean;
  embeddedDatabase: boolean;
  /** Services, and `RabbitMQ` where it is embedded. */
  stoppable: string[];
}

export interface ServiceState {
  name: string;
  /** `away`: it does not respond. `not-ready`: a dependency is missing. */
  state: 'ready' | 'not-ready' | 'away';
  /** State of its dependencies, such as `mongodb: connected`. */
  checks: Record<string, string>;
  /** Where browsers reach the documents of its API. */
  docsUrl?: string;
  /** Records with events that are not published yet, where that is known. */
  outbox?: number;
  /** Where it can be stopped. */
  phase?: Phase;
}

export type Phase = 'running' | 'stopping' | 'stopped' | 'starting';

export interface QueueState {
  name: string;
  event: string;
  /** Number of messages; null when unknown. */
  waiting: number | null;
  /** Where its consumer can be paused. */
  counts?: QueueCounts;
}

/** Of one queue, since the start. */
export interface QueueCounts {
  paused: boolean;
  /** Messages that were put into it. */
  received: number;
  /** Those whose effect is there. */
  handled: number;
  dead: number;
  parked: number;
}

/** The last minutes, oldest first; null where a number was unknown. */
export interface History {
  intervalMs: number;
  queues: Record<string, (number | null)[]>;
  outboxes: Record<string, (number | null)[]>;
}

/** A message that nobody will handle unless somebody replays it. */
export interface DeadLetter {
  queue: string;
  kind: 'dead' | 'parked';
  id: string;
  type?: string | undefined;
  reason?: string | undefined;
  attempts?: number | undefined;
}

/** The response of `GET /system/dead-letters`. */
export interface DeadLetterList {
  items: DeadLetter[];
  /** Whether there is a way to get one. */
  canPublishUnreadable: boolean;
}
