import { activeTraceId, redact } from '@courses/telemetry';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { serializeError } from './log-fields';

export type { Logger };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * A logger that writes JSON lines with the service's name to standard output. No line has an e-mail address or the credentials
 * of a URL, nor an error the document that the database refused. Within a trace, lines have its `traceId`.
 * They are written once in a turn of the event loop and when the process exits: a process that is killed loses those of one turn.
 */
export const createLogger = (service: string, level: LogLevel = 'info'): Logger =>
  pino(loggerOptions(service, level), (output ??= onceATurn(standardOutput())));

let output: DestinationStream | undefined;

export const loggerOptions = (service: string, level: LogLevel): LoggerOptions => ({
  level,
  base: { service },
  timestamp: clock(),
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: serializeError },
  mixin: currentTrace,
  hooks: { streamWrite: redact },
});

/** The trace that a line belongs to, where there is one. */
function currentTrace(): { traceId?: string } {
  const traceId = activeTraceId();
  return traceId === undefined ? {} : { traceId };
}

/** Writes the lines of one turn of the event loop together, at its end: under load, a write for each line costs more than the line. */
function onceATurn(stream: DestinationStream): DestinationStream {
  let lines = '';
  const flushSync = () => {
    const text = lines;
    lines = '';
    if (text !== '') stream.write(text);
  };
  process.on('exit', flushSync);
  const write = (line: string) => {
    if (lines === '') setImmediate(flushSync);
    lines += line;
  };
  const turns = { write, flushSync };
  return turns;
}

/** A full disk ends logging, not the process: pino would retry the remaining lines forever. */
function standardOutput(): DestinationStream {
  const stream = pino.destination({ fd: process.stdout.fd, sync: true });
  stream.on('error', () => undefined);
  stream.once('error', (error: Error) => {
    Object.assign(stream, { write: () => true });
    process.stderr.write(`Logging stopped: standard output is not writable (${error.message}).\n`);
  });
  return stream;
}

/** The timestamp in pino's form, formatted once per millisecond. */
function clock(): () => string {
  let last = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) {
      last = now;
      text = `,"time":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
}
