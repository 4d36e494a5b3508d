import type { Express } from 'express';
import { ConfigError } from './config';

/** What a composition root gives: `start` resolves when it listens, `stop` when what is in flight is finished. */
export interface Service {
  start(): Promise<{ url: string }>;
  stop(): Promise<void>;
}

/** A service that answers HTTP. */
export interface HttpService extends Service {
  app: Express;
}

/**
 * Runs a service as the process: SIGTERM and SIGINT stop it and exit with 0, a second signal exits at once with 1.
 * A wrong configuration or a taken port is one line on standard error and exit code 1.
 */
export async function runService(build: () => Service): Promise<void> {
  let isStopping = () => false;
  try {
    const service = build();
    isStopping = stopOnSignal(service);
    await service.start();
  } catch (error) {
    // A start that a signal cuts short fails; the stop decides on the exit code.
    if (isStopping()) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

function stopOnSignal(service: Service): () => boolean {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
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
