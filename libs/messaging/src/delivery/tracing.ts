import type { EventMessage } from '@courses/contracts';
import { activeTraceparent, contextOf, failSpan, linksTo } from '@courses/telemetry';
import { context, ROOT_CONTEXT, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import { failureResult } from '../errors';
import type { Decision, Received } from './decision';

/** How a bus traces its messages. */
export interface MessageTracing {
  tracer: Tracer;
  /** `messaging.system` of the conventions. */
  system: 'rabbitmq' | 'memory';
}

/**
 * Sends a message in a span that belongs to the trace of its event. A message whose event has none carries the context of
 * this span.
 */
export async function inSendSpan(
  { tracer, system }: MessageTracing,
  message: EventMessage,
  send: (message: EventMessage) => Promise<void> | void,
): Promise<void> {
  const { traceparent, type } = message;
  const parent = traceparent === undefined ? context.active() : contextOf(traceparent);
  const attributes = { ...operation('send', system, type), ...eventAttributes(message) };
  const span = tracer.startSpan(`send ${type}`, { kind: SpanKind.PRODUCER, attributes }, parent);
  try {
    await context.with(trace.setSpan(parent, span), () => {
      const own = traceparent ?? activeTraceparent();
      return send(own === undefined ? message : { ...message, traceparent: own });
    });
  } catch (error) {
    failSpan(span, failureResult(error), (error as Error).message);
    throw error;
  } finally {
    span.end();
  }
}

/**
 * Processes a message in a span whose parent is what created its event; a later attempt is linked to the one before. The
 * decision gets the context of this attempt, for the next one.
 */
export async function inProcessSpan(
  { tracer, system }: MessageTracing,
  queue: string,
  { id, attempts, traceparent, lastAttempt }: Received,
  process: () => Promise<Decision>,
): Promise<Decision> {
  const parent = contextOf(traceparent);
  const attributes = {
    ...operation('process', system, queue),
    'messaging.message.id': id,
    'courses.messaging.attempt': attempts + 1,
  };
  const links = linksTo(lastAttempt);
  const span = tracer.startSpan(`process ${queue}`, { kind: SpanKind.CONSUMER, attributes, links }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    const decision = await process();
    span.setAttribute('courses.messaging.outcome', decision.kind);
    if ('reason' in decision) failSpan(span, decision.kind, decision.reason);
    span.end();
    return 'reason' in decision ? { ...decision, attempt: activeTraceparent() } : decision;
  });
}

/** Runs the publishing of a batch in a span of its own, linked to what created its events; a failure marks it. */
export async function inBatchSpan<Result extends { failure?: unknown }>(
  tracer: Tracer | undefined,
  { outbox, events }: { outbox: string; events: readonly EventMessage[] },
  publish: () => Promise<Result>,
): Promise<Result> {
  if (!tracer || events.length === 0) return publish();
  const links = linksTo(...events.map(({ traceparent }) => traceparent));
  const attributes = { 'messaging.batch.message_count': events.length };
  const span = tracer.startSpan(`relay ${outbox}`, { attributes, links }, ROOT_CONTEXT);
  const publishAndMark = async () => {
    const result = await publish();
    const { failure } = result;
    if (failure !== undefined) failSpan(span, failureResult(failure), (failure as Error).message);
    return result;
  };
  return context.with(trace.setSpan(ROOT_CONTEXT, span), publishAndMark).finally(() => span.end());
}

const operation = (name: 'send' | 'process', system: string, destination: string) => ({
  'messaging.system': system,
  'messaging.operation.name': name,
  'messaging.operation.type': name,
  'messaging.destination.name': destination,
});

const eventAttributes = ({ id, subject }: EventMessage) => ({
  'messaging.message.id': id,
  'cloudevents.event_subject': subject,
});
