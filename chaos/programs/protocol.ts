import type { AmqpBusOptions } from '@courses/messaging';
import type { EventKind } from './events';

export interface ProgramConfig {
  amqpUrl: string;
  mongodbUri: string;
  /** Prepended to all names on the broker. */
  prefix: string;
  /** Path of the file that gets the spans of messages; without it, nothing is traced. */
  spanFile?: string;
  /** Default: the library's. */
  timing?: NonNullable<AmqpBusOptions['timing']>;
}

export interface PublisherConfig extends ProgramConfig {
  leaseMs: number;
  /** How far its clock is ahead; negative when it is behind. */
  clockShiftMs: number;
}

export interface ConsumerConfig extends ProgramConfig {
  /** Path of an append-only file that stores effects instead of the database. */
  journal?: string;
  /** How long one effect takes. */
  delayMs: number;
  prefetch: number;
}

export interface Load {
  firstDocument: number;
  eventsPerWrite: number;
  writesPerDocument: number;
  /** Number of parallel writers, each with its own document. */
  writers: number;
  /** Pause of a writer after each write. */
  pauseMs: number;
  /** Writers wait while this many documents have pending events. */
  maxPending: number;
}

/** A span of a message: `create` in the producer, `send`, or `process` in the consumer. */
export interface MessageSpan {
  operation: string;
  messageId: string;
  traceId: string;
  spanId: string;
  parentId: string | undefined;
}

/** From the parent process to a program. */
export type Command =
  | { kind: 'load'; load: Load }
  | { kind: 'stop-load' }
  | { kind: 'write'; document: number; eventKind: EventKind }
  /** SIGKILL itself at its next critical moment: a publisher after the broker's confirms and before the removal from the
   * outbox, a consumer after the effect and before the acknowledgement. */
  | { kind: 'crash-at-next-step' }
  /** Changes how long one effect takes. */
  | { kind: 'delay'; delayMs: number }
  | { kind: 'memory' };

/** From a program to the parent process. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'write'; result: 'attempted' | 'acknowledged' | 'failed'; document: number; events: number }
  | { kind: 'load-stopped' }
  /** Since the start of the process. */
  | { kind: 'progress'; confirmed: number; delivered: number; effects: number }
  /** Resident memory after a garbage collection, in bytes. */
  | { kind: 'memory'; rss: number };
