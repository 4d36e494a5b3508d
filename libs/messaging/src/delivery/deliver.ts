import type { Logger } from 'pino';
import type { BusMetrics } from './metrics';
import { idempotently } from './idempotently';
import { validateMessage } from '../validation/validate-message';
import { isOutcome, type Outcome } from './outcome';
import type { Subscription } from './subscription';

/** A message as it came out of a queue, on either bus. */
export interface Received {
  id: string | undefined;
  /** Id of its aggregate. */
  subject: string | undefined;
  /** Failed attempts so far. */
  attempts: number;
  /** The message, not checked yet; throws when it cannot even be read. */
  read(): unknown;
}

/** What to do with a message now. `attempts` counts this delivery. */
export type Verdict =
  | { action: 'ack' }
  | { action: 'retry'; delayMs: number; attempts: number; reason: string }
  | { action: 'dead' | 'park'; attempts: number; reason: string };

export interface DeliveryOptions {
  retryDelaysMs: readonly number[];
  logger: Logger | undefined;
  metrics: BusMetrics;
}

/** Checks a message, runs the handler and decides what happens next: the same on every bus. Never throws. */
export async function deliver(
  subscription: Subscription,
  received: Received,
  options: DeliveryOptions,
): Promise<Verdict> {
  const { retryDelaysMs, logger, metrics } = options;
  const attempts = received.attempts + 1;
  const outcome = await handle(subscription, received, options);
  const verdict = decide(outcome, attempts, retryDelaysMs);
  const { queue } = subscription;
  metrics.consumed.inc({ queue, outcome: verdict.action });
  if (verdict.action !== 'ack') {
    logger?.warn({ queue, messageId: received.id, ...verdict }, `message: ${verdict.action}`);
  }
  return verdict;
}

async function handle(
  subscription: Subscription,
  received: Received,
  { logger, metrics }: DeliveryOptions,
): Promise<Outcome | Error> {
  const checked = readMessage(subscription, received);
  if ('problem' in checked) return { kind: 'parked', reason: checked.problem };
  const { queue, once } = subscription;
  const run = async (): Promise<unknown> => subscription.handle(checked.message);
  const stopTimer = metrics.handling.startTimer({ queue });
  try {
    const outcome = await (once ? idempotently(once, `${queue} ${checked.message.id}`, run, logger) : run());
    return isOutcome(outcome) ? outcome : new Error('the handler returned no outcome');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    stopTimer();
  }
}

function readMessage({ event }: Subscription, received: Received) {
  try {
    const checked = validateMessage(received.read(), 'tolerant');
    if ('message' in checked && checked.message.type !== event.type) {
      return { problem: `this queue takes ${event.type}, not ${checked.message.type}` };
    }
    return checked;
  } catch (error) {
    return { problem: `unreadable: ${(error as Error).message}` };
  }
}

function decide(outcome: Outcome | Error, attempts: number, retryDelaysMs: readonly number[]): Verdict {
  if (outcome instanceof Error) return retryOrDie(String(outcome), attempts, retryDelaysMs);
  switch (outcome.kind) {
    case 'ack':
      return { action: 'ack' };
    case 'retry':
      return retryOrDie(outcome.reason, attempts, retryDelaysMs);
    case 'dead':
      return { action: 'dead', attempts, reason: outcome.reason };
    case 'parked':
      return { action: 'park', attempts, reason: outcome.reason };
  }
}

function retryOrDie(reason: string, attempts: number, retryDelaysMs: readonly number[]): Verdict {
  const delayMs = retryDelaysMs[attempts - 1];
  if (delayMs === undefined)
    return { action: 'dead', attempts, reason: `gave up after ${attempts} attempts: ${reason}` };
  return { action: 'retry', delayMs, attempts, reason };
}
