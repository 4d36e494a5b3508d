import type { Command, Report } from './protocol';

const progress = { confirmed: 0, delivered: 0, effects: 0 };
let lastReport = '';

/** The program's only argument, as JSON. */
export const readConfig = <Config>(): Config => JSON.parse(process.argv[2] ?? '{}') as Config;

export const report = (message: Report): void => void process.send?.(message);

export const count = (counter: keyof typeof progress): void => void (progress[counter] += 1);

/** Reports progress to the parent process, handles its commands, and shuts down gracefully on SIGTERM. */
export function connectToParent(
  handlers: Partial<Record<Command['kind'], (command: never) => void>>,
  stop: () => Promise<void>,
) {
  const timer = setInterval(() => {
    const current = JSON.stringify(progress);
    if (current !== lastReport) report({ kind: 'progress', ...progress });
    lastReport = current;
  }, 20);
  process.on('message', (command: Command) => {
    if (command.kind === 'memory') reportMemory();
    else handlers[command.kind]?.(command as never);
  });
  process.once('SIGTERM', () => {
    clearInterval(timer);
    report({ kind: 'progress', ...progress });
    void stop().then(() => process.exit());
  });
  // The parent has exited. `process.exit` would block on a log pipe that has no reader.
  process.once('disconnect', killSelf);
  report({ kind: 'ready' });
}

export const killSelf = (): void => void process.kill(process.pid, 'SIGKILL');

function reportMemory() {
  globalThis.gc?.();
  report({ kind: 'memory', rss: process.memoryUsage().rss });
}
