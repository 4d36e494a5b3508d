import { isUtf8 } from 'node:buffer';
import type { Message, XDeath } from 'amqplib';

/** A message in a queue, as an operator reads it. */
export interface DeadLetter {
  /** Its message id; without one its position in the queue, from 1. */
  id: string;
  hasId: boolean;
  type: string | undefined;
  reason: string | undefined;
  /** Failed attempts, not counting crashes of the process. */
  attempts: number | undefined;
  /** When it was forwarded to this queue, if known, else its timestamp. */
  since: Date | undefined;
  headers: Record<string, unknown>;
  contentType: string | undefined;
  content: Buffer;
}

export function readDeadLetter({ content, properties }: Message, position: number): DeadLetter {
  const headers: Record<string, unknown> = properties.headers ?? {};
  const id = text(properties.messageId);
  const attempts = headers['x-attempts'];
  const death = (headers['x-death'] as XDeath[] | undefined)?.[0];
  return {
    id: id ?? String(position),
    hasId: id !== undefined,
    type: text(properties.type) ?? text(headers['cloudEvents:type']),
    reason: death ? reasonOfDeath(death) : text(headers['x-reason']),
    attempts: typeof attempts === 'number' ? attempts : undefined,
    since:
      (death ? seconds(death.time?.value) : date(headers['x-forwarded-at'])) ?? seconds(properties.timestamp),
    headers,
    contentType: text(properties.contentType),
    content,
  };
}

/** For `--json`: the body as JSON if possible, else as text, else in base 64. */
export function detailsOf({ id, hasId, content, since, ...deadLetter }: DeadLetter) {
  return {
    id: hasId ? id : null,
    type: deadLetter.type ?? null,
    reason: deadLetter.reason ?? null,
    attempts: deadLetter.attempts ?? null,
    since: since?.toISOString() ?? null,
    contentType: deadLetter.contentType ?? null,
    headers: deadLetter.headers,
    body: bodyOf(content),
  };
}

function bodyOf(content: Buffer): unknown {
  if (!isUtf8(content)) return { base64: content.toString('base64') };
  try {
    return JSON.parse(content.toString()) as unknown;
  } catch {
    return content.toString();
  }
}

/** What the broker dead-lettered has no reason of ours. */
function reasonOfDeath({ reason }: XDeath): string {
  return String(reason) === 'delivery_limit'
    ? 'delivery limit: its process crashed, or lost its connection, at every delivery'
    : `the broker: ${reason}`;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const date = (value: unknown): Date | undefined =>
  typeof value === 'string' ? valid(new Date(value)) : undefined;

const seconds = (value: unknown): Date | undefined =>
  typeof value === 'number' ? valid(new Date(value * 1_000)) : undefined;

const valid = (time: Date): Date | undefined => (Number.isNaN(time.getTime()) ? undefined : time);
