import type { EventMessage } from '@courses/contracts';
import type { Message, Options } from 'amqplib';
import { parseBody } from '../validation/validate-message';
import type { Received } from '../delivery/decision';

/** What goes through a channel. The broker returns what it has no queue for. */
export interface WireMessage {
  content: Buffer;
  properties: Options.Publish;
}

const attemptsHeader = 'x-attempts';
/** Survives a replay, so that the first attempt after it is linked to the last one before. */
const lastAttemptHeader = 'x-attempt-traceparent';

/** CloudEvents, binary content mode: the attributes are headers, the body is the data. */
export function encode(message: EventMessage): WireMessage {
  const { id, type, source, subject, aggregateVersion, time, traceparent, data } = message;
  const headers: Record<string, unknown> = {
    'cloudEvents:specversion': '1.0',
    'cloudEvents:id': id,
    'cloudEvents:type': type,
    'cloudEvents:source': source,
    'cloudEvents:subject': subject,
    'cloudEvents:time': time,
    'cloudEvents:aggregateversion': aggregateVersion,
  };
  if (traceparent !== undefined) headers.traceparent = traceparent;
  return {
    content: Buffer.from(JSON.stringify(data)),
    properties: {
      messageId: id,
      type,
      timestamp: Math.floor(Date.parse(time) / 1_000),
      contentType: 'application/json',
      appId: source,
      persistent: true,
      mandatory: true,
      headers,
    },
  };
}

export function decode({ content, properties }: Message): Received {
  const headers: Record<string, unknown> = properties.headers ?? {};
  const attempts = headers[attemptsHeader];
  return {
    id: typeof properties.messageId === 'string' ? properties.messageId : undefined,
    attempts: Number.isSafeInteger(attempts) && Number(attempts) > 0 ? Number(attempts) : 0,
    traceparent: textOf(headers['traceparent']),
    lastAttempt: textOf(headers[lastAttemptHeader]),
    read: () => ({
      id: headers['cloudEvents:id'],
      type: headers['cloudEvents:type'],
      source: headers['cloudEvents:source'],
      subject: headers['cloudEvents:subject'],
      aggregateVersion: headers['cloudEvents:aggregateversion'],
      time: headers['cloudEvents:time'],
      traceparent: headers['traceparent'],
      data: parseBody(content),
    }),
  };
}

/** Why a message goes to another queue of its subscription. */
export interface Forwarding {
  attempts: number;
  reason: string;
  queue: string;
  attempt?: string | undefined;
}

const textOf = (header: unknown) => (typeof header === 'string' ? header : undefined);

/** The same message for another queue of its subscription, with the reason in its headers. */
export function forwarded(message: Message, why: Forwarding): WireMessage {
  const { content, properties } = withoutQueueHeaders(message);
  const ours = {
    [attemptsHeader]: why.attempts,
    'x-reason': why.reason.slice(0, 500),
    'x-queue': why.queue,
    'x-forwarded-at': new Date().toISOString(),
    ...(why.attempt === undefined ? {} : { [lastAttemptHeader]: why.attempt }),
  };
  return { content, properties: { ...properties, headers: { ...(properties.headers as object), ...ours } } };
}

/**
 * The same message as if no queue had had it yet: without what would take effect in the next one (time to live, user id,
 * copies to other queues) and without the headers about earlier queues, ours and the broker's.
 */
export function withoutQueueHeaders({ content, properties }: Message): WireMessage {
  const { contentType, contentEncoding, correlationId, replyTo, messageId, timestamp, type, appId } =
    properties as Options.Publish;
  const kept = Object.entries(properties.headers ?? {}).filter(([name]) => !isQueueHeader(name));
  return {
    content,
    properties: {
      ...dropUndefined({
        contentType,
        contentEncoding,
        correlationId,
        replyTo,
        messageId,
        // One of another publisher may be beyond what amqplib can write.
        timestamp: Number.isSafeInteger(timestamp) ? timestamp : undefined,
        type,
        appId,
      }),
      persistent: true,
      mandatory: true,
      headers: Object.fromEntries(kept),
    },
  };
}

const isQueueHeader = (name: string): boolean =>
  /^(CC|BCC|x-death|x-(first|last)-death-.*|x-delivery-count|x-acquired-count)$/.test(name) ||
  /^x-(attempts|reason|queue|forwarded-at)$/.test(name);

const dropUndefined = (properties: Options.Publish): Options.Publish =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
