// A service whose effect is outside: a request to a mail server, with the message's id as the idempotency key.
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, subscription } from '@courses/messaging';
import { Database, MongoInbox } from '@courses/mongo';
import { pino } from 'pino';
import { config as readConfig, die, link } from './harness-link';

export interface MailerConfig {
  amqpUrl: string;
  mongodbUri: string;
  prefix: string;
  mailUrl: string;
  leaseMs: number;
}

/** What the mail server answers: when this process shall be killed. */
export type MailAnswer = 'go on' | 'die before it is remembered' | 'die before it is acked';

class Mortal extends MongoInbox {
  dies = false;

  override async markProcessed(key: string, owner: string): Promise<void> {
    await super.markProcessed(key, owner);
    if (this.dies) await dead();
  }
}

const dead = () => {
  die();
  return new Promise<never>(() => undefined);
};

async function main() {
  const { amqpUrl: url, mongodbUri, prefix, mailUrl, leaseMs } = readConfig<MailerConfig>();
  const logger = pino({ level: 'info', name: 'mailer' }, pino.destination(2));
  const database = new Database(mongodbUri, 'chaos', logger);
  const processed = new Mortal(database, { leaseMs });
  const bus = amqpBus({
    url,
    service: 'chaos',
    logger,
    prefix,
    retryDelaysMs: [100, 500, 1_000, 2_000, 4_000],
  });
  const mail = subscription({
    queue: 'chaos.mails',
    event: enrollmentConfirmed,
    inbox: processed,
    async handle({ id }) {
      const response = await fetch(mailUrl, { method: 'POST', headers: { 'idempotency-key': id } });
      if (!response.ok) throw new Error(`The mail server answered ${response.status}`);
      const answer = (await response.text()) as MailAnswer;
      if (answer === 'die before it is remembered') await dead();
      processed.dies = answer === 'die before it is acked';
      return ack;
    },
  });
  database.start();
  await database.ready();
  await bus.subscribe(mail);
  await bus.start();
  while (bus.state !== 'connected') await pause(20); // an event before its queue would find no reader
  link({}, async () => {
    await bus.stop();
    await database.stop();
  });
}

void main();
