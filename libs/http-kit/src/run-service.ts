import type { Express } from 'express';
import { ConfigError } from './config';
import type { Logger } from './logger';

/** What a composition root gives: `start` resolves when it listens, `stop` when what is in flight is finished. */
export interface Service {
  logger: Logger;
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** A service that answers HTTP. */
export interface HttpService extends Service {
  app: Express;
}

/** How long a process drains that an unexpected error ends, in milliseconds; below Kubernetes' grace period of 30 s. */
const drainMs = 20_000;

/**
 * Runs a service as the process: SIGTERM and SIGINT stop it and exit with 0, a second signal exits at once with 1.
 * A wrong configuration or a taken port is one line on standard error and exit code 1. An error that nobody caught leaves the
 * process in a state that nobody knows: it is logged as fatal, what is in flight is finished, 20 s at most, and the exit
 * code is 1.
 */
export async function runService(build: () => Service): Promise<void> {
  let isStopping = () => false;
  try {
    const service = build();
    isStopping = stopOnSignalOrFault(service);
    await service.start();
  } catch (error) {
    // A start that is cut short fails; the stop decides on the exit code.
    if (isStopping()) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

function stopOnSignalOrFault(service: Service): () => boolean {
  const { logger } = service;
  let stopping = false;
  let exitCode = 0;
  const stop = (): void => {
    stopping = true;
    service.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stop();
  };
  const onFault = (kind: string) => (thrown: unknown) => {
    const err = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (logger.isLevelEnabled('fatal')) logger.fatal({ err }, `${kind}: stopping`);
    else process.stderr.write(`${explain(err)}\n`);
    if (exitCode === 0) setTimeout(() => process.exit(1), drainMs);
    exitCode = 1;
    if (!stopping) stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', onFault('uncaught exception'));
  process.on('unhandledRejection', onFault('unhandled rejection'));
  return () => stopping;
}

/** One line for people; the stack only where the fault is in the program itself. */
export function explain(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError) return message;
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what uses it, or choose another with PORT.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: choose one above 1023.`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}
