import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { amqpBus, subscription, type AmqpBus } from '@courses/messaging';
import { waitFor } from '@courses/testing';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import { v7 as uuid } from 'uuid';
import type { MailAnswer, MailerConfig } from './programs/mailer';

const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
const root = join(__dirname, '..');
const leaseMs = 1_500;
const databaseUri = new URL(MONGODB_URI);

let client: mongo.MongoClient;
let mailServer: Server;
let answer: (response: ServerResponse, place: number) => void;
let mails: string[];
let bus: AmqpBus;
let mailers: ChildProcess[];
let config: MailerConfig;

const say = (response: ServerResponse, text: MailAnswer) => void response.end(text);

beforeEach(async () => {
  mails = [];
  mailers = [];
  answer = (response) => say(response, 'go on');
  mailServer = createServer((request, response) => {
    mails.push(String(request.headers['idempotency-key']));
    answer(response, mails.length);
  });
  await once(mailServer.listen(0, '127.0.0.1'), 'listening');
  databaseUri.pathname = `/mails-${randomUUID().slice(0, 13)}`;
  client = await mongo.MongoClient.connect(databaseUri.href);
  const mailUrl = `http://127.0.0.1:${(mailServer.address() as AddressInfo).port}`;
  const prefix = `mails-${randomUUID().slice(0, 8)}.`;
  config = { amqpUrl: AMQP_URL, mongodbUri: databaseUri.href, prefix, mailUrl, leaseMs };
  bus = amqpBus({ url: AMQP_URL, service: 'test', logger: pino({ level: 'silent' }), prefix });
  await bus.start();
  await waitFor('the bus', () => bus.state === 'connected');
});

afterEach(async () => {
  await Promise.all(mailers.map(ended));
  await bus.subscribe(
    subscription({
      queue: 'chaos.mails',
      event: enrollmentConfirmed,
      handle: () => Promise.reject(new Error()),
    }),
  );
  await bus.stop();
  await bus.deleteTopology();
  await client.db().dropDatabase();
  await client.close();
  mailServer.closeAllConnections();
  mailServer.close();
});

async function startMailer(): Promise<ChildProcess> {
  const mailer = fork(join(__dirname, 'programs/mailer.ts'), [JSON.stringify(config)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    cwd: root,
  });
  mailers.push(mailer);
  await once(mailer, 'message');
  return mailer;
}

async function ended(mailer: ChildProcess): Promise<void> {
  if (mailer.exitCode !== null || mailer.signalCode !== null) return;
  mailer.kill('SIGTERM');
  await once(mailer, 'exit');
}

const processed = () => client.db().collection<{ _id: string; state: string }>('processed-messages');

const remembered = ({ id }: EventMessage) =>
  waitFor(
    `${id} to be done`,
    async () => (await processed().findOne({ _id: `chaos.mails ${id}` }))?.state === 'done',
  );

function event(): EventMessage {
  const id = randomUUID();
  const time = new Date().toISOString();
  const data = { id, courseId: id, studentId: id, enrolledAt: time, courseTitle: 'Knots and ropes' };
  return {
    id: uuid(),
    type: enrollmentConfirmed.type,
    source: 'test',
    subject: id,
    aggregateVersion: 1,
    time,
    data,
  };
}

/** Everything before it in the queue was taken up. */
async function publishLast(): Promise<void> {
  const last = event();
  await bus.publish(last);
  await remembered(last);
}

it('has one effect when the process is killed between the effect and the acknowledgement', async () => {
  answer = (response, place) => say(response, place === 1 ? 'die before it is acked' : 'go on');
  const first = await startMailer();
  const message = event();
  await bus.publish(message);
  await once(first, 'exit');
  await remembered(message);

  await startMailer();
  await publishLast();
  expect(mails.filter((key) => key === message.id)).toHaveLength(1);
});

it('repeats the effect after the lease, with the same idempotency key, when it could not be remembered', async () => {
  answer = (response, place) => say(response, place === 1 ? 'die before it is remembered' : 'go on');
  const first = await startMailer();
  const message = event();
  await bus.publish(message);
  await once(first, 'exit');
  expect(await processed().findOne({ _id: `chaos.mails ${message.id}` })).toMatchObject({ state: 'working' });

  await startMailer();
  await remembered(message);
  expect(mails).toEqual([message.id, message.id]);
});

it('has one effect when two replicas race for the same messages, and it takes longer than the lease', async () => {
  const messages = Array.from({ length: 10 }, event);
  const open: ServerResponse[] = [];
  answer = (response) => void open.push(response);
  await Promise.all([startMailer(), startMailer()]);
  for (const message of [...messages, ...messages]) await bus.publish(message);
  await waitFor('all effects to have begun', () => open.length === messages.length);
  const begun = await processed().find().toArray();
  await waitFor('the leases to be renewed', async () => {
    const now = (await processed().find().toArray()) as unknown as { until: Date }[];
    return now.every(({ until }) => until.getTime() > leasesEnd(begun) + leaseMs);
  });
  for (const response of open) say(response, 'go on');
  answer = (response) => say(response, 'go on');

  await Promise.all(messages.map(remembered));
  await publishLast();
  expect(mails.slice(0, -1).sort()).toEqual(messages.map(({ id }) => id).sort());
});

it('has the effect by a retry when it failed', async () => {
  answer = (response, place) => {
    if (place > 2) return say(response, 'go on');
    response.statusCode = 503;
    response.end();
  };
  await startMailer();
  const message = event();
  await bus.publish(message);
  await remembered(message);
  expect(mails).toEqual([message.id, message.id, message.id]);
});

const leasesEnd = (leases: object[]) =>
  Math.max(...(leases as { until: Date }[]).map(({ until }) => until.getTime()));
