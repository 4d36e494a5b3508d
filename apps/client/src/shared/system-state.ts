/** What the server knows of the system at a moment. */
export interface SystemState {
  services: ServiceState[];
  /** Of the connection to the broker: `connected` is good. */
  broker: string;
  queues: QueueState[];
}

export interface ServiceState {
  name: string;
  /** `away`: it does not answer. `not-ready`: it lacks something. */
  state: 'ready' | 'not-ready' | 'away';
  /** What it says of its own backingServices, such as `mongodb: connected`. */
  checks: Record<string, string>;
}

export interface QueueState {
  name: string;
  event: string;
  /** Messages that wait; null when nobody knows. */
  waiting: number | null;
}

/** An event on its way: what one may know without being anybody. */
export interface SystemEvent {
  id: string;
  type: string;
  source: string;
  time: string;
  /** The name of what it is about, where it is not a person. */
  about: string;
  queues: string[];
}
