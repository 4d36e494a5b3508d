import type { DeadLetters } from '@courses/messaging';
import type { OneProcess, Phase, QueueCounts } from '../../shared/system-state';

/** What the quick start lets everybody do, since everything is on their own machine. */
export interface SystemControl extends OneProcess {
  /** Folder of the repository. */
  root: string;
  /** Undefined for what cannot be stopped. */
  phase(name: string): Phase | undefined;
  /** Begins to stop or start a service or the broker; `phase` tells how far that is. */
  setRunning(name: string, running: boolean): void;
  /** Undefined for a queue that does not exist, or whose consumer cannot be paused. */
  counts(queue: string): QueueCounts | undefined;
  /** A paused consumer takes no messages. */
  setPaused(queue: string, paused: boolean): void;
  /** Of the embedded broker. */
  deadLetters: DeadLetters | undefined;
  /** Publishes a message that no consumer understands. */
  publishUnreadable: (() => void) | undefined;
  /** Records with unpublished events, by service; undefined while its database is away. */
  outboxes(): Promise<Record<string, number | undefined>>;
}
