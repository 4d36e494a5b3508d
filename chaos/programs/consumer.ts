// A service that consumes events and applies their effects idempotently.
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, deadLetter, subscription, type Outcome } from '@courses/messaging';
import { pino } from 'pino';
import { databaseEffects, journalEffects } from './effects';
import { connectToParent, count, killSelf, readConfig } from './parent-process';
import type { ConsumerConfig } from './protocol';
import { programTracing } from './tracing';

const config = readConfig<ConsumerConfig>();
const { amqpUrl: url, mongodbUri, prefix, journal, prefetch, timing = {} } = config;
const logger = pino({ level: 'info', name: 'consumer' }, pino.destination(2));
/** Shorter than in production, so that messages are redelivered within the run. */
const retryDelaysMs = [100, 1_000, 3_000, 5_000];
let available = () => true;
const tracing = programTracing('consumer', config, logger);
const bus = amqpBus({
  url,
  service: 'consumer',
  logger,
  prefix,
  timing,
  retryDelaysMs,
  tracer: tracing.tracer,
  available: () => available(),
});
let { delayMs } = config;
let crashAtNextStep = false;

async function main() {
  await tracing.start();
  const effects = journal ? await journalEffects(journal) : await databaseEffects(mongodbUri, logger);

  available = effects.available;

  async function handle(subject: string, id: string, kind: string): Promise<Outcome> {
    count('delivered');
    if (kind === 'crash') return new Promise(crashProcess);
    if (kind === 'reject') return deadLetter('rejected');
    if (delayMs > 0) await pause(delayMs);
    await effects.apply(subject, id);
    if (crashAtNextStep) killSelf();
    count('effects');
    return ack;
  }

  await bus.subscribe(
    subscription({
      queue: 'chaos.effects',
      event: enrollmentConfirmed,
      prefetch,
      handle: ({ subject, id, data }) => handle(subject, id, data.courseTitle),
    }),
  );
  await bus.start();
  const commands = {
    'crash-at-next-step': () => (crashAtNextStep = true),
    delay: (command: { delayMs: number }) => (delayMs = command.delayMs),
  };
  connectToParent(commands, async () => {
    await bus.stop();
    await effects.stop();
  });
}

function crashProcess() {
  setTimeout(() => {
    throw new Error('This event crashes the process');
  }, 100);
}

void main();
