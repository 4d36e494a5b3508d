import type { Express } from 'express';
import { ConfigError } from './config';
import type { Logger } from '../observability/logger';

/**
 * Why a service stops. `SIGTERM`: by an orchestrator, whose load balancer may still send requests for a moment, so that
 * servers drain first. `SIGINT`: by a person, who waits. `fault`: after an uncaught error.
 */
export type StopReason = 'SIGTERM' | 'SIGINT' | 'fault';

/**
 * What a composition root returns: `start` resolves when it listens, `stop` when work in flight is finished. Without a
 * reason it stops as for `SIGINT`.
 */
export interface Service {
  logger: Logger;
  start(): Promise<{ url: string }>;
  stop(reason?: StopReason): Promise<void>;
}

/** A service with an HTTP API. */
export interface HttpService extends Service {
  app: Express;
}

/** How long `stop` may take, in milliseconds: below Kubernetes' grace period of 30 s less the 5 s of the preStop pause. */
const stopLimitMs = 24_000;

/**
 * Runs a service as the process: SIGTERM and SIGINT stop it and exit with 0, a second signal exits at once with 1.
 * An invalid configuration or a port in use prints one line on standard error and exits with 1. After an uncaught error the
 * state of the process is undefined: the error is logged as fatal, work in flight is finished, and the exit code is 1.
 * A process that has not stopped within 24 s exits with 1.
 */
export async function runService(build: () => Service): Promise<void> {
  let isStopping = () => false;
  try {
    const service = build();
    isStopping = stopOnSignalOrFault(service);
    await service.start();
  } catch (error) {
    // A start that a signal interrupts fails; `stop` decides on the exit code.
    if (isStopping()) return;
    process.stderr.write(`${formatStartupError(error)}\n`);
    process.exit(1);
  }
}

function stopOnSignalOrFault(service: Service): () => boolean {
  const { logger } = service;
  let stopping = false;
  let exitCode = 0;
  const stop = (reason: StopReason): void => {
    stopping = true;
    setTimeout(() => {
      logger.error({ limitMs: stopLimitMs }, 'not stopped in time: exiting');
      process.exit(1);
    }, stopLimitMs);
    service.stop(reason).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`${formatStartupError(error)}\n`);
        process.exit(1);
      },
    );
  };
  const onSignal = (signal: 'SIGTERM' | 'SIGINT') => (): void => {
    if (stopping) process.exit(1);
    stop(signal);
  };
  const onFault = (kind: string) => (thrown: unknown) => {
    const err = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (logger.isLevelEnabled('fatal')) logger.fatal({ err }, `${kind}: stopping`);
    else process.stderr.write(`${formatStartupError(err)}\n`);
    exitCode = 1;
    if (!stopping) stop('fault');
  };
  process.on('SIGTERM', onSignal('SIGTERM'));
  process.on('SIGINT', onSignal('SIGINT'));
  process.on('uncaughtException', onFault('uncaught exception'));
  process.on('unhandledRejection', onFault('unhandled rejection'));
  return () => stopping;
}

/** `variable` is the one that chose the port. */
type ListenError = NodeJS.ErrnoException & { port?: number; variable?: string };

/** One line for the person who started it; with a stack only when the program itself is at fault. */
export function formatStartupError(error: unknown): string {
  const { code, port, message, variable = 'PORT' } = error as ListenError;
  if (error instanceof ConfigError) return message;
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use: stop the other process or set ${variable} to another port.`;
  if (code === 'EACCES') return `Permission denied for port ${port}: choose one above 1023.`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}
