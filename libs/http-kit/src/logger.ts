import { pino, type Logger } from 'pino';

export type { Logger };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard output, each with the name of the service. */
export const createLogger = (service: string, level: LogLevel = 'info'): Logger =>
  pino({
    level,
    base: { service },
    timestamp: clock(),
    formatters: { level: (label) => ({ level: label }) },
  });

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
