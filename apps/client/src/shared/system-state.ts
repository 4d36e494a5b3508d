/** A snapshot of the system. */
export interface SystemState {
  services: ServiceState[];
  /** State of the connection to the broker, such as `connected`. */
  broker: string;
  queues: QueueState[];
  /** Whether its traces can be read. */
  hasTraces: boolean;
}

export interface ServiceState {
  name: string;
  /** `away`: it does not respond. `not-ready`: a dependency is missing. */
  state: 'ready' | 'not-ready' | 'away';
  /** State of its dependencies, such as `mongodb: connected`. */
  checks: Record<string, string>;
}

export interface QueueState {
  name: string;
  event: string;
  /** Number of messages; null when unknown. */
  waiting: number | null;
}

/** The public part of an event. */
export interface SystemEvent {
  id: string;
  type: string;
  source: string;
  time: string;
  /** Title of the course, if it is about one. */
  about: string;
  queues: string[];
  /** The trace of the request that caused it. */
  traceId?: string;
}
