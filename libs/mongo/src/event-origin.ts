import type { Change, EventMessage } from '@courses/contracts';
import { activeTraceparent } from '@courses/telemetry';
import { context, SpanKind, trace, type Context, type Tracer } from '@opentelemetry/api';

const origins = new WeakMap<EventMessage, Context>();

/**
 * Binds a decision that is made later, together with others in one write: its events belong to the trace of its caller, not
 * to that of the first one.
 */
export function inCurrentTrace<State>(
  decide: (state: State) => Change<State>,
): (state: State) => Change<State> {
  const caller = context.active();
  return context.bind(caller, (state: State) => {
    const change = decide(state);
    for (const event of change.events) origins.set(event, caller);
    return change;
  });
}

/**
 * The events as they are stored: each with the context of a span for its creation, which survives a crash in the outbox and
 * is the parent of everything that the event causes.
 */
export function withOrigin(tracer: Tracer | undefined, events: EventMessage[]): EventMessage[] {
  if (!tracer) return events;
  return events.map((event) => {
    if (event.traceparent !== undefined) return event;
    const parent = origins.get(event) ?? context.active();
    const span = tracer.startSpan(
      `create ${event.type}`,
      { kind: SpanKind.PRODUCER, attributes: attributesOf(event) },
      parent,
    );
    const traceparent = context.with(trace.setSpan(parent, span), activeTraceparent);
    span.end();
    return traceparent === undefined ? event : { ...event, traceparent };
  });
}

const attributesOf = ({ id, type, subject }: EventMessage) => ({
  // The outbox is what the message is created in.
  'messaging.system': 'outbox',
  'messaging.operation.name': 'create',
  'messaging.operation.type': 'create',
  'messaging.destination.name': type,
  'messaging.message.id': id,
  'cloudevents.event_subject': subject,
});
