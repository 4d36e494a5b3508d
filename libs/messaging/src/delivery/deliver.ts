import type { EventMessage } from '@courses/contracts';
import { exemplarLabels } from '@courses/telemetry';
import type { Logger } from 'pino';
import { validateMessage } from '../validation/validate-message';
import type { Decision, Failure, Received } from './decision';
import { idempotently } from './idempotently';
import type { BusMetrics } from './metrics';
import { isNotReady, type Pausing } from './pausing';
import { isOutcome, park, retry, type Outcome } from './outcome';
import type { Subscription } from './subscription';
import { inProcessSpan, type MessageTracing } from './tracing';

export interface DeliveryOptions {
  retryDelaysMs: readonly number[];
  logger: Logger | undefined;
  metrics: BusMetrics;
  pausing: Pausing;
  tracing: MessageTracing | undefined;
}

const logLines = {
  retry: 'message failed; it will be retried',
  deadLetter: 'message dead-lettered',
  park: 'message parked',
};

/** Validates a message, runs the handler and decides what happens next: the same on every bus. Never throws. */
export function deliver(
  subscription: Subscription,
  received: Received,
  options: DeliveryOptions,
): Promise<Decision> {
  const run = () => process(subscription, received, options);
  return options.tracing ? inProcessSpan(options.tracing, subscription.queue, received, run) : run();
}

async function process(
  subscription: Subscription,
  received: Received,
  options: DeliveryOptions,
): Promise<Decision> {
  const { retryDelaysMs, logger, metrics } = options;
  const { queue } = subscription;
  const outcome = await handleWhenReady(subscription, received, options);
  if (!outcome) return { kind: 'requeue' };
  const decision = decide(outcome, received.attempts + 1, retryDelaysMs);
  metrics.consumed.inc({ queue, outcome: decision.kind });
  if (decision.kind !== 'ack') {
    logger?.warn({ ...decision, queue, messageId: received.id }, logLines[decision.kind]);
  }
  return decision;
}

/** Undefined when the bus stopped before. */
async function handleWhenReady(
  subscription: Subscription,
  received: Received,
  options: DeliveryOptions,
): Promise<Outcome | undefined> {
  const { pausing } = options;
  const { queue } = subscription;
  while (subscription.broadcast || (await pausing.ready(queue))) {
    const outcome = await handle(subscription, received, options);
    if (outcome) return outcome;
    if (!(await pausing.afterFailure(queue))) return undefined;
  }
  return undefined;
}

/** Undefined when what the handler depends on is unavailable. */
async function handle(
  subscription: Subscription,
  received: Received,
  { logger, metrics }: DeliveryOptions,
): Promise<Outcome | undefined> {
  const validated = readMessage(subscription, received);
  if ('problem' in validated) return park(validated.problem);
  const { queue, inbox } = subscription;
  const { message } = validated;
  const started = performance.now();
  try {
    const outcome = await (inbox
      ? idempotently(inbox, `${queue} ${message.id}`, async () => subscription.handle(message), logger)
      : subscription.handle(message));
    if (!isOutcome(outcome)) return retry('the handler returned no outcome');
    if (outcome.kind === 'ack') observeEffect(metrics, queue, message);
    return outcome;
  } catch (error) {
    return isNotReady(error) ? undefined : retry(String(error));
  } finally {
    const value = (performance.now() - started) / 1_000;
    metrics.handling.observe({ labels: { queue }, value, exemplarLabels: exemplarLabels() });
  }
}

/** From when the event happened, by the clock of its publisher, until now. */
function observeEffect({ eventToEffect }: BusMetrics, queue: string, { time }: EventMessage): void {
  const value = Math.max(0, Date.now() - Date.parse(time)) / 1_000;
  eventToEffect.observe({ labels: { queue }, value, exemplarLabels: exemplarLabels() });
}

function readMessage({ event }: Subscription, received: Received) {
  try {
    const validated = validateMessage(received.read(), 'tolerant');
    if ('message' in validated && validated.message.type !== event.type) {
      return { problem: `this queue takes ${event.type}, not ${validated.message.type}` };
    }
    return validated;
  } catch (error) {
    return { problem: `unreadable: ${(error as Error).message}` };
  }
}

function decide(
  outcome: Outcome,
  attempts: number,
  retryDelaysMs: readonly number[],
): { kind: 'ack' } | Failure {
  if (outcome.kind === 'ack') return { kind: 'ack' };
  const { kind, reason } = outcome;
  if (kind !== 'retry') return { kind, reason, attempts };
  const delayMs = retryDelaysMs[attempts - 1];
  if (delayMs !== undefined) return { kind, reason, attempts, delayMs };
  return {
    kind: 'deadLetter',
    attempts,
    reason: `retries exhausted (${attempts} attempts): ${reason}`,
  };
}
