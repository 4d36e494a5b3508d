import type { AmqpBusOptions } from '@courses/messaging';
import type { Title } from './events';

/** What both programs get as their only argument, in JSON. */
export interface BackingServices {
  amqpUrl: string;
  mongodbUri: string;
  /** In front of all names on the broker. */
  prefix: string;
  /** Default: as in production. */
  timing?: NonNullable<AmqpBusOptions['timing']>;
}

export interface PublisherConfig extends BackingServices {
  leaseMs: number;
}

export interface ConsumerConfig extends BackingServices {
  /** Where effects go instead of into the database: a file that is only appended to. */
  journal?: string;
  /** How long one effect takes. */
  delayMs: number;
  prefetch: number;
}

export interface Load {
  firstDocument: number;
  eventsPerWrite: number;
  writesPerDocument: number;
  /** Documents that are written to at the same time. */
  atOnce: number;
  /** Pause of each of them after a write. */
  pauseMs: number;
  /** No more writes while so many documents wait for the relay. */
  maxPending: number;
}

/** From the harness to a program. */
export type Command =
  | { kind: 'load'; load: Load }
  | { kind: 'stop-load' }
  | { kind: 'write'; document: number; title: Title }
  /** Kill yourself (SIGKILL) the next time you get there: after the confirms and before the removal from the outbox, or
   * after the effect and before the acknowledgement. */
  | { kind: 'die-at-next-step' }
  /** How long one effect takes from now on. */
  | { kind: 'delay'; delayMs: number }
  | { kind: 'memory' };

/** From a program to the harness. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'write'; what: 'attempted' | 'acknowledged' | 'failed'; document: number; events: number }
  | { kind: 'load-stopped' }
  /** Since the start of the process. */
  | { kind: 'progress'; confirmed: number; delivered: number; effects: number }
  | { kind: 'memory'; rss: number; heapUsed: number };
