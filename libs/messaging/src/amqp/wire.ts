import type { EventMessage } from '@courses/contracts';
import type { ConsumeMessage, Options } from 'amqplib';
import { parseBody } from '../message-check';
import type { Received } from '../delivery';

/** What goes through a channel. */
export interface WireMessage {
  content: Buffer;
  properties: Options.Publish;
}

const attemptsHeader = 'x-attempts';

/** CloudEvents, binary content mode: the attributes are headers, the body is the data. */
export function encode(message: EventMessage): WireMessage {
  const { id, type, source, subject, aggregateVersion, time, traceparent, data } = message;
  return {
    content: Buffer.from(JSON.stringify(data)),
    properties: {
      messageId: id,
      type,
      timestamp: Math.floor(Date.parse(time) / 1_000),
      contentType: 'application/json',
      appId: source,
      persistent: true,
      headers: {
        'cloudEvents:specversion': '1.0',
        'cloudEvents:id': id,
        'cloudEvents:type': type,
        'cloudEvents:source': source,
        'cloudEvents:subject': subject,
        'cloudEvents:time': time,
        'cloudEvents:aggregateversion': aggregateVersion,
        ...(traceparent === undefined ? {} : { traceparent }),
      },
    },
  };
}

export function decode({ content, properties }: ConsumeMessage): Received {
  const headers: Record<string, unknown> = properties.headers ?? {};
  const attempts = headers[attemptsHeader];
  return {
    id: typeof properties.messageId === 'string' ? properties.messageId : undefined,
    attempts: Number.isSafeInteger(attempts) && Number(attempts) > 0 ? Number(attempts) : 0,
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
}

/**
 * The same message for another queue. Left out is what would act there: its time to live, the checked user, copies to
 * other queues, and the broker's own notes about earlier queues.
 */
export function forwarded({ content, properties }: ConsumeMessage, why: Forwarding): WireMessage {
  const ours = {
    [attemptsHeader]: why.attempts,
    'x-reason': why.reason.slice(0, 500),
    'x-queue': why.queue,
    'x-forwarded-at': new Date().toISOString(),
  };
  const { contentType, contentEncoding, correlationId, replyTo, messageId, timestamp, type, appId } =
    properties as Options.Publish;
  const kept = Object.entries(properties.headers ?? {}).filter(([name]) => !isBrokers(name));
  return {
    content,
    properties: {
      ...dropUndefined({
        contentType,
        contentEncoding,
        correlationId,
        replyTo,
        messageId,
        timestamp,
        type,
        appId,
      }),
      persistent: true,
      headers: { ...Object.fromEntries(kept), ...ours },
    },
  };
}

const isBrokers = (name: string): boolean =>
  /^(CC|BCC|x-death|x-(first|last)-death-.*|x-delivery-count|x-acquired-count)$/.test(name);

const dropUndefined = (properties: Options.Publish): Options.Publish =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
