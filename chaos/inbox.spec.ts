import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { amqpBus, subscription, type AmqpBus } from '@courses/messaging';
import { anEvent, waitFor } from '@courses/testing';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import type { MailResponse, MailerConfig } from './programs/mailer';

const { AMQP_URL = '', MONGODB_URI = '' } = process.env;
const root = join(__dirname, '..');
const leaseMs = 1_500;
const databaseUri = new URL(MONGODB_URI);

let client: mongo.MongoClient;
let mailServer: Server;
/** Gets the number of the request, from 1. */
let respond: (response: ServerResponse, attempt: number) => void;
let mails: string[];
let bus: AmqpBus;
let mailers: ChildProcess[];
let config: MailerConfig;

const send = (response: ServerResponse, text: MailResponse) => void response.end(text);

beforeEach(async () => {
  mails = [];
  mailers = [];
  respond = (response) => send(response, 'sent');
  mailServer = createServer((request, response) => {
    mails.push(String(request.headers['idempotency-key']));
    respond(response, mails.length);
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
  await Promise.all(mailers.map(stopMailer));
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

async function stopMailer(mailer: ChildProcess): Promise<void> {
  if (mailer.exitCode !== null || mailer.signalCode !== null) return;
  mailer.kill('SIGTERM');
  await once(mailer, 'exit');
}

const processed = () => client.db().collection<{ _id: string; state: string }>('processed-messages');

const untilProcessed = ({ id }: EventMessage) =>
  waitFor(
    `${id} to be processed`,
    async () => (await processed().findOne({ _id: `chaos.mails ${id}` }))?.state === 'done',
  );

function createEvent(): EventMessage {
  const id = randomUUID();
  const enrolledAt = new Date().toISOString();
  const data = { id, courseId: id, studentId: id, enrolledAt, courseTitle: 'Knots and ropes' };
  return anEvent(enrollmentConfirmed, { id, version: 1 }, data);
}

/** When it is processed, the consumer has received all earlier messages in the queue. */
async function publishMarker(): Promise<void> {
  const marker = createEvent();
  await bus.publish(marker);
  await untilProcessed(marker);
}

it('sends one mail when the process is killed between markProcessed and the ack', async () => {
  respond = (response, attempt) => send(response, attempt === 1 ? 'crash before ack' : 'sent');
  const first = await startMailer();
  const message = createEvent();
  await bus.publish(message);
  await once(first, 'exit');
  await untilProcessed(message);

  await startMailer();
  await publishMarker();
  expect(mails.filter((key) => key === message.id)).toHaveLength(1);
});

it('repeats the request with the same idempotency key after the lease when the process is killed before markProcessed', async () => {
  respond = (response, attempt) => send(response, attempt === 1 ? 'crash before markProcessed' : 'sent');
  const first = await startMailer();
  const message = createEvent();
  await bus.publish(message);
  await once(first, 'exit');
  expect(await processed().findOne({ _id: `chaos.mails ${message.id}` })).toMatchObject({ state: 'working' });

  await startMailer();
  await untilProcessed(message);
  expect(mails).toEqual([message.id, message.id]);
});

it('sends each mail once when two replicas receive the same messages and the mail server is slower than the lease', async () => {
  const messages = Array.from({ length: 10 }, createEvent);
  const open: ServerResponse[] = [];
  respond = (response) => void open.push(response);
  await Promise.all([startMailer(), startMailer()]);
  for (const message of [...messages, ...messages]) await bus.publish(message);
  await waitFor('every request to arrive', () => open.length === messages.length);
  const leases = await processed().find().toArray();
  await waitFor('the leases to be renewed', async () => {
    const renewed = (await processed().find().toArray()) as unknown as { until: Date }[];
    return renewed.every(({ until }) => until.getTime() > lastExpiry(leases) + leaseMs);
  });
  for (const response of open) send(response, 'sent');
  respond = (response) => send(response, 'sent');

  await Promise.all(messages.map(untilProcessed));
  await publishMarker();
  expect(mails.slice(0, -1).sort()).toEqual(messages.map(({ id }) => id).sort());
});

it('retries with the same idempotency key when the mail server fails', async () => {
  respond = (response, attempt) => {
    if (attempt > 2) return send(response, 'sent');
    response.statusCode = 503;
    response.end();
  };
  await startMailer();
  const message = createEvent();
  await bus.publish(message);
  await untilProcessed(message);
  expect(mails).toEqual([message.id, message.id, message.id]);
});

const lastExpiry = (leases: object[]) =>
  Math.max(...(leases as { until: Date }[]).map(({ until }) => until.getTime()));
