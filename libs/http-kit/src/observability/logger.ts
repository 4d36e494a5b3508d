import { activeTraceId, redact } from '@courses/telemetry';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { serializeError } from './log-fields';

export type { Logger };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * A logger that writes JSON lines with the service's name to standard output. No line has an e-mail address or the credentials
 * of a URL, nor an error the document that the database refused. Within a trace, lines have its `traceId`.
 */
export const createLogger = (service: string, level: LogLevel = 'info'): Logger =>
  pino(loggerOptions(service, level), standardOutput());

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

/** A full disk ends logging, not the process: pino would retry the remaining lines forever. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: process.stdout.fd, sync: true });
  output.on('error', () => undefined);
  output.once('error', (error: Error) => {
    Object.assign(output, { write: () => true, flushSync: () => undefined });
    process.stderr.write(`Logging stopped: standard output is not writable (${error.message}).\n`);
  });
  return output;
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
