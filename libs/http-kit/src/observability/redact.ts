import { stdSerializers } from 'pino';

/** Letters and digits of a domain, or percent-encoded bytes that are not ASCII. */
const label = String.raw`(?:[\p{L}\d-]|%(?:25)*[89a-f][\da-f])+`;
const emailAddress = new RegExp(
  String.raw`[^\s"'\\<>()[\]{},;:/=?&#@]{1,64}(?:@|%(?:25)*40)${label}(?:(?:\.|%(?:25)*2e)${label})+`,
  'giu',
);

/** The name and password of a URL. */
const credentials = /(?<=:\/\/)[^\s"\\/?#]+@/g;

/** MongoDB's message of a duplicate key ends with the key; in a line of JSON, quotes in it are escaped. */
const duplicateKey = /dup key: \{.*?\}(?=\\n|: |")/g;

/**
 * A line of the log without e-mail addresses, plain or percent-encoded, without credentials of URLs, and without keys that the
 * database refused.
 */
export function redact(line: string): string {
  const safe = line.includes('dup key: ') ? line.replace(duplicateKey, 'dup key: [redacted]') : line;
  if (!safe.includes('@') && !safe.includes('%')) return safe;
  return safe.replace(credentials, '[redacted]@').replace(emailAddress, '[redacted]');
}

/** The path of a URL as logs may have it: without its query string. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** Errors of drivers carry the document that they failed to write; these fields tell what is needed without it. */
const fields = ['type', 'message', 'stack', 'code', 'codeName', 'syscall', 'address', 'port'] as const;

/** An error as logs have it: what happened and where, without the values that the driver could not store. */
export function serializeError(error: Error): Record<string, unknown> {
  const serialized = stdSerializers.err(error) as unknown as Record<string, unknown>;
  if (!(error instanceof Error)) return serialized;
  return Object.fromEntries(
    fields.flatMap((field) => (field in serialized ? [[field, serialized[field]]] : [])),
  );
}
