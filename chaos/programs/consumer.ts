// A service that hears events and makes their effect happen once.
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, deadLetter, subscription, type Outcome } from '@courses/messaging';
import { pino } from 'pino';
import { databaseEffects, journalEffects } from './effects';
import { config as readConfig, count, die, link } from './harness-link';
import type { ConsumerConfig } from './protocol';

const config = readConfig<ConsumerConfig>();
const { amqpUrl: url, mongodbUri, prefix, journal, prefetch, timing = {} } = config;
const logger = pino({ level: 'info', name: 'consumer' }, pino.destination(2));
/** Shorter than in production, so that what a fault sends back comes again within the run. */
const retryDelaysMs = [100, 1_000, 3_000, 5_000];
const bus = amqpBus({ url, service: 'chaos', logger, prefix, timing, retryDelaysMs });
let { delayMs } = config;
let dieAtNextStep = false;

async function main() {
  const effects = journal ? await journalEffects(journal) : await databaseEffects(mongodbUri, logger);

  async function handle(subject: string, id: string, title: string): Promise<Outcome> {
    count('delivered');
    if (title === 'crash') return new Promise(endProcess);
    if (title === 'refuse') return deadLetter('refused');
    if (delayMs > 0) await pause(delayMs);
    await effects.apply(subject, id);
    if (dieAtNextStep) die();
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
    'die-at-next-step': () => (dieAtNextStep = true),
    delay: (command: { delayMs: number }) => (delayMs = command.delayMs),
  };
  link(commands, async () => {
    await bus.stop();
    await effects.stop();
  });
}

function endProcess() {
  setTimeout(() => {
    throw new Error('This event ends the process');
  }, 100);
}

void main();
