import { eventContracts, type EventMessage } from '@courses/contracts';
import { validate as isUuid } from 'uuid';

/** A message that fulfils its contract, or the problem with it. */
export type ValidatedMessage = { message: EventMessage } | { problem: string };

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

/**
 * Validates a message against its contract. Strict for publishers. Tolerant for readers: unknown fields, at any depth, are
 * dropped, so that a publisher may add optional fields without breaking readers that were deployed before.
 */
export function validateMessage(candidate: unknown, reading: 'strict' | 'tolerant'): ValidatedMessage {
  const problem = problemOfEnvelope(candidate);
  if (problem !== undefined) return { problem };
  const message = candidate as EventMessage;
  const contract = eventContracts.get(message.type);
  if (!contract) return { problem: unknownType(message.type) };

  let parsed = contract.data.safeParse(message.data);
  if (!parsed.success && reading === 'tolerant' && parsed.error.issues.every(isUnknownField)) {
    const known = withoutFields(message.data, parsed.error.issues);
    parsed = contract.data.safeParse(known);
  }
  if (!parsed.success) return { problem: describe(parsed.error.issues) };
  return { message: pickAttributes(message, parsed.data) };
}

/** RabbitMQ 4 takes 16 MiB at most, and closes the channel on anything larger. */
export const maxMessageBytes = 15 * 1024 * 1024;

/** Throws when the text is too large, or no JSON. */
export function parseBody(text: string | Buffer): unknown {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxMessageBytes) throw new Error(`${bytes} bytes; at most ${maxMessageBytes}`);
  return JSON.parse(text.toString()) as unknown;
}

/** Of an attribute of the envelope: they travel as headers. */
const maxAttributeLength = 255;

const validTraceparent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

function problemOfEnvelope(candidate: unknown): string | undefined {
  if (typeof candidate !== 'object' || candidate === null) return 'not an object';
  const message = candidate as EventMessage;
  if (!isUuid(message.id)) return 'id: not a uuid';
  for (const name of ['type', 'source', 'subject'] as const) {
    const value: unknown = message[name];
    if (typeof value !== 'string' || value === '') return `${name}: missing`;
    if (value.length > maxAttributeLength) return `${name}: too long`;
  }
  if (!Number.isSafeInteger(message.aggregateVersion)) return 'aggregateVersion: not an integer';
  if (typeof message.time !== 'string' || Number.isNaN(Date.parse(message.time))) {
    return 'time: not an ISO 8601 date';
  }
  return undefined;
}

/** A malformed trace context is left out: it must not keep a message from its reader. */
function pickAttributes(message: EventMessage, data: EventMessage['data']): EventMessage {
  const { id, type, source, subject, aggregateVersion, time, traceparent } = message;
  const picked: EventMessage = { id, type, source, subject, aggregateVersion, time, data };
  const isTraced = typeof traceparent === 'string' && validTraceparent.test(traceparent);
  if (isTraced) picked.traceparent = traceparent;
  return picked;
}

function unknownType(type: string): string {
  const name = (of: string) => of.replace(/\.v\d+$/, '');
  const known = [...eventContracts.keys()].filter((other) => name(other) === name(type));
  const hint = known.length > 0 ? `; known is ${known.join(', ')}` : '';
  return `unknown event type ${JSON.stringify(type)}${hint}`;
}

const isUnknownField = (issue: { code?: string | undefined }) => issue.code === 'unrecognized_keys';

function withoutFields(data: unknown, issues: Issue[]): unknown {
  const copy = structuredClone(data);
  for (const { path, keys } of issues) {
    const holder = path.reduce((at, key) => (at as Record<PropertyKey, unknown>)[key], copy);
    for (const key of keys ?? []) delete (holder as Record<string, unknown>)[key];
  }
  return copy;
}

function describe(issues: Issue[]): string {
  const shown = issues
    .slice(0, 5)
    .map((issue) => `${['data', ...issue.path].map(String).join('.')}: ${issue.message}`);
  if (issues.length > shown.length) shown.push(`and ${issues.length - shown.length} more`);
  return shown.join('; ');
}
