import type { Command, Report } from './protocol';

const progress = { confirmed: 0, delivered: 0, effects: 0 };
let reported = '';

export const config = <Config>(): Config => JSON.parse(process.argv[2] ?? '{}') as Config;

export const report = (message: Report): void => void process.send?.(message);

export const count = (what: keyof typeof progress): void => void (progress[what] += 1);

/** Listens to the harness, and ends in good order when it asks for that, or is gone. */
export function link(
  handlers: Partial<Record<Command['kind'], (command: never) => void>>,
  stop: () => Promise<void>,
) {
  const timer = setInterval(() => {
    const now = JSON.stringify(progress);
    if (now !== reported) report({ kind: 'progress', ...progress });
    reported = now;
  }, 20);
  process.on('message', (command: Command) => {
    if (command.kind === 'memory') reportMemory();
    else handlers[command.kind]?.(command as never);
  });
  const end = () => {
    clearInterval(timer);
    report({ kind: 'progress', ...progress });
    void stop().then(() => process.exit());
  };
  process.once('SIGTERM', end);
  // The harness is gone; exit would wait for the log that nobody reads any more.
  process.once('disconnect', die);
  report({ kind: 'ready' });
}

export const die = (): void => void process.kill(process.pid, 'SIGKILL');

function reportMemory() {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  report({ kind: 'memory', rss, heapUsed });
}
