import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard output, each with the name of the service. */
export const createLogger = (service: string, level: LogLevel = 'info'): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: clock(),
      formatters: { level: (label) => ({ level: label }) },
    },
    standardOutput(),
  );

/** A full disk ends the log, and not the process: pino would write the lines that are left again and again, for ever. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: process.stdout.fd, sync: true });
  output.on('error', () => undefined);
  output.once('error', (error: Error) => {
    Object.assign(output, { write: () => true, flushSync: () => undefined });
    process.stderr.write(`The log ends here: it cannot be written (${error.message}).\n`);
  });
  return output;
}

/** The time as pino takes it; formatted once for all the lines of a millisecond. */
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
