// A service with an external effect: a request to a mail server, with the message id as the idempotency key.
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { ack, amqpBus, subscription } from '@courses/messaging';
import { Database, MongoInbox } from '@courses/mongo';
import { pino } from 'pino';
import { connectToParent, killSelf, readConfig } from './parent-process';

export interface MailerConfig {
  amqpUrl: string;
  mongodbUri: string;
  prefix: string;
  mailUrl: string;
  leaseMs: number;
}

/** The mail server's response tells this process when to crash. */
export type MailResponse = 'sent' | 'crash before markProcessed' | 'crash before ack';

class CrashingInbox extends MongoInbox {
  crashBeforeAck = false;

  override async markProcessed(key: string, owner: string): Promise<void> {
    await super.markProcessed(key, owner);
    if (this.crashBeforeAck) await crash();
  }
}

const crash = () => {
  killSelf();
  return new Promise<never>(() => undefined);
};

async function main() {
  const { amqpUrl: url, mongodbUri, prefix, mailUrl, leaseMs } = readConfig<MailerConfig>();
  const logger = pino({ level: 'info', name: 'mailer' }, pino.destination(2));
  const database = new Database(mongodbUri, 'chaos', logger);
  const inbox = new CrashingInbox(database, { leaseMs });
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
    inbox,
    async handle({ id }) {
      const response = await fetch(mailUrl, { method: 'POST', headers: { 'idempotency-key': id } });
      if (!response.ok) throw new Error(`The mail server responded with ${response.status}`);
      const text = (await response.text()) as MailResponse;
      if (text === 'crash before markProcessed') await crash();
      inbox.crashBeforeAck = text === 'crash before ack';
      return ack;
    },
  });
  database.start();
  await database.ready();
  await bus.subscribe(mail);
  await bus.start();
  while (bus.state !== 'connected') await pause(20); // an event published before the queue exists would be unrouted
  connectToParent({}, async () => {
    await bus.stop();
    await database.stop();
  });
}

void main();
