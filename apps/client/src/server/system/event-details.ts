import { eventContracts, type EventMessage } from '@courses/contracts';
import type { Attempt, Delivery, SystemEvent, SystemEventDetails } from '../../shared/system-event';
import type { TraceReader, TraceSpan } from '../../shared/trace';
import type { JournalEntry } from './event-journal';
import { eventPaths, type EventPath } from './event-paths';
import { publicData, shortId } from './public-data';

const nowhere: EventPath = { queues: [], live: [], producerFiles: [], consumerFiles: {} };

/** Its type and its course, no personal data. */
export function toSystemEvent({ id, type, source, time, traceparent, data }: EventMessage): SystemEvent {
  const { title, courseTitle } = data as { title?: string; courseTitle?: string };
  const { queues, live } = eventPaths[type] ?? nowhere;
  const traceId = traceparent?.split('-')[1];
  return {
    id,
    type,
    source,
    time,
    about: title ?? courseTitle ?? '',
    queues,
    live: live.map((queue) => queue.split('.', 1)[0] ?? ''),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

/** Everything that a public page may show of an event; its way is read from its trace, where there is one. */
export function toDetails(
  { message, receivedAt }: JournalEntry,
  traces: TraceReader | undefined,
): SystemEventDetails {
  const { id, type, subject, aggregateVersion, data } = message;
  const event = toSystemEvent(message);
  const path = eventPaths[type] ?? nowhere;
  const spans = traces && event.traceId !== undefined ? traces.find(event.traceId)?.spans : undefined;
  const own = spans?.filter(({ attributes }) => attributes['messaging.message.id'] === id);
  const sent = own?.find(
    ({ kind, name, error }) => kind === 'producer' && name.startsWith('send ') && !error,
  );
  const isPerson = type.startsWith('account.');
  const toDelivery = (live: boolean) => (queue: string) => ({
    queue,
    live,
    file: path.consumerFiles[queue],
    ...(own && { attempts: attemptsIn(own, queue) }),
  });
  const deliveries: Delivery[] = [...path.queues.map(toDelivery(false)), ...path.live.map(toDelivery(true))];
  return {
    ...event,
    summary: eventContracts.get(type)?.summary ?? '',
    subject: isPerson ? shortId(subject) : subject,
    version: aggregateVersion,
    data: publicData(data, isPerson),
    receivedAt: receivedAt.toISOString(),
    ...(sent && { publishedAt: new Date(sent.startMs + sent.durationMs).toISOString() }),
    producerFiles: path.producerFiles,
    deliveries,
  };
}

const attemptsIn = (spans: TraceSpan[], queue: string): Attempt[] =>
  spans
    .filter(({ name }) => name === `process ${queue}`)
    .map(({ attributes, startMs, durationMs, error }) => ({
      number: Number(attributes['courses.messaging.attempt']),
      startedAt: new Date(startMs).toISOString(),
      durationMs,
      outcome: String(attributes['courses.messaging.outcome']),
      ...(error !== undefined && { reason: error }),
    }));
