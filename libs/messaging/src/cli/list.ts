import { exchangeNames, queueNames } from '../amqp/topology';
import { defaultRetryDelaysMs } from '../delivery/retry-ladder';
import type { Broker } from './broker';
import { OperationError } from './operation-error';
import { show } from './show';

export type QueueKind = 'live' | 'retry' | 'dead' | 'parked' | 'unrouted';

export interface QueueLine {
  queue: string;
  kind: QueueKind;
  ready: number;
  consumers: number;
  /** Of the oldest message: since when it is in the queue. Undefined when the queue is empty, or was not read. */
  since: Date | undefined;
}

export interface ListOptions {
  /** Queues of subscriptions. */
  queues: readonly string[];
  /** Whether to read the live queues as well. */
  live: boolean;
  signal: AbortSignal;
}

/** The queues of subscriptions with their retry, dead-letter and parking queues, and `courses.unrouted`. */
export async function list(broker: Broker, { queues, live, signal }: ListOptions): Promise<QueueLine[]> {
  const lines: QueueLine[] = [];
  for (const { queue, kind } of [...queues.flatMap(family), unrouted]) {
    const state = signal.aborted ? undefined : await broker.inspect(queue);
    if (!state) continue;
    const readable = state.ready > 0 && (kind === 'live' ? live : kind !== 'retry');
    const since = readable ? await oldest(broker, queue, signal) : undefined;
    lines.push({ queue, kind, ...state, since });
  }
  return lines;
}

/** Queues of the command line must exist; some of the workspace may not be deployed yet. */
export function assertQueuesExist(lines: readonly QueueLine[], queues: readonly string[]): void {
  const missing = queues.find((name) => !lines.some(({ queue }) => queue === name));
  if (missing !== undefined) throw new OperationError(`there is no queue ${missing}`);
}

const unrouted = { queue: exchangeNames('').unrouted, kind: 'unrouted' as QueueKind };

function family(queue: string): { queue: string; kind: QueueKind }[] {
  const names = queueNames(queue);
  return [
    { queue, kind: 'live' },
    ...defaultRetryDelaysMs.map((delayMs) => ({ queue: names.retry(delayMs), kind: 'retry' as const })),
    { queue: names.dead, kind: 'dead' },
    { queue: names.parked, kind: 'parked' },
  ];
}

async function oldest(broker: Broker, queue: string, signal: AbortSignal): Promise<Date | undefined> {
  const { deadLetters } = await show(broker, { queue, filter: {}, limit: 1, signal });
  return deadLetters[0]?.since;
}
