import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryDeadLetters, type MemoryBroker, type Outbox } from '@courses/messaging';
import type { ManagedService } from './managed-service';
import type { SystemControl } from './services';

const brokerName = 'RabbitMQ';
const countTimeoutMs = 500;

interface ControlOptions {
  services: ReadonlyMap<string, ManagedService>;
  /** The embedded one. */
  broker: MemoryBroker | undefined;
  embeddedDatabase: boolean;
  /** By service; others after each of its starts. */
  outboxes: ReadonlyMap<string, readonly Outbox[]>;
}

/** What the page "How it works" may stop and pause: parts of this process. */
export function systemControl({
  services,
  broker,
  embeddedDatabase,
  outboxes,
}: ControlOptions): SystemControl {
  const counts = new Map<string, number>();
  return {
    root: process.cwd(),
    embeddedBroker: broker !== undefined,
    embeddedDatabase,
    get stoppable() {
      return [...services.keys(), ...(broker ? [brokerName] : [])];
    },
    phase: (name) => services.get(name)?.phase,
    setRunning(name, running) {
      if (name !== brokerName) services.get(name)?.setRunning(running);
      else if (running) broker?.start();
      else broker?.stop();
    },
    counts: (queue) => broker?.counts(queue),
    setPaused(queue, paused) {
      if (paused) broker?.pause(queue);
      else broker?.resume(queue);
    },
    deadLetters: broker && memoryDeadLetters(broker),
    publishUnreadable: broker && (() => broker.route('course.published.v1', unreadable())),
    async outboxes() {
      for (const [name, all] of outboxes) {
        // A service that is stopped changes nothing: what was counted last is still there.
        if (services.get(name)?.phase !== 'running') continue;
        const count = await countPending(all);
        if (count !== undefined) counts.set(name, count);
      }
      return Object.fromEntries(counts);
    },
  };
}

/** Undefined when the database does not answer at once. */
const countPending = (outboxes: readonly Outbox[]): Promise<number | undefined> =>
  Promise.race([
    Promise.all(outboxes.map((outbox) => outbox.pending())).then(
      (all) => all.reduce((sum, { aggregates }) => sum + aggregates, 0),
      () => undefined,
    ),
    pause(countTimeoutMs, undefined, { ref: false }),
  ]);

/** As of a publisher that does not keep to the contract; ours would refuse it. */
const unreadable = (): string =>
  JSON.stringify({
    id: randomUUID(),
    type: 'course.published.v1',
    source: 'courses',
    subject: randomUUID(),
    aggregateVersion: 1,
    time: new Date().toISOString(),
    data: { note: 'no course' },
  });
