import { stdSerializers } from 'pino';

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
