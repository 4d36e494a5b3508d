import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { enrollmentConfirmed, rosterChanged, rosterOpened, type EventMessage } from '@courses/contracts';
import { anEvent, startBackingServices, waitFor } from '@courses/testing';
import { sendRequest } from './send-request';
import { stopAll, stopLater } from './client-fixture';
import { startClient } from './start-client';
import { password, signedInUser, startIdentity } from './stub-identity';

afterEach(stopAll);

const enrollmentId = '0190a000-0000-7000-8000-0000000000aa';
const courseId = '0190a000-0000-7000-8000-000000000001';

const confirmed = (studentId: string, id = courseId, extra = {}): EventMessage =>
  anEvent(
    enrollmentConfirmed,
    { id: enrollmentId, version: 2 },
    {
      id: enrollmentId,
      courseId: id,
      studentId,
      courseTitle: 'Knots',
      enrolledAt: '2026-10-02T10:00:00.000Z',
      ...extra,
    },
  );

async function start() {
  const backingServices = await startBackingServices();
  const bus = backingServices.bus('test');
  await bus.start();
  const identity = await startIdentity();
  const given = { backingServices, identityUrl: identity.url, howItWorks: true };
  const replicas = [await startClient(given), await startClient(given)];
  stopLater({ url: '', stop: () => backingServices.stop() }, { url: '', stop: () => bus.stop() });
  stopLater(identity, ...replicas);
  await waitFor('the bus', () => bus.state === 'connected');
  return { bus, replicas: replicas.map(({ url }) => url) as [string, string], identity };
}

/** Opens the stream as a browser does. */
async function listen(client: string, headers: Record<string, string> = {}) {
  const request = get(`${client}/live`, { agent: false, headers });
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  const received = { text: '', close: () => request.destroy(), headers: incoming.headers };
  incoming.on('data', (chunk: Buffer) => (received.text += chunk.toString()));
  incoming.on('error', () => undefined);
  request.on('error', () => undefined);
  stopLater({ url: '', stop: () => Promise.resolve(void request.destroy()) });
  await waitFor('the first event', () => Promise.resolve(received.text.includes('id: ')));
  return received;
}

const receives = (listener: { text: string }, part: string) =>
  waitFor(part, () => Promise.resolve(listener.text.includes(part)));
const lastId = ({ text }: { text: string }) => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '';
const roster = (id = courseId) => `data: {"what":"roster","courseId":"${id}"}`;

it('tells the browsers of every replica which roster changed, without personal data', async () => {
  const { bus, replicas } = await start();
  const listeners = await Promise.all(replicas.map((replica) => listen(replica)));
  const student = '0190a000-0000-7000-8000-0000000000bb';
  await bus.publish(confirmed(student));
  for (const listener of listeners) {
    await receives(listener, roster());
    expect(listener.text).not.toContain(student);
    expect(listener.text).not.toContain('"what":"enrollment"');
    expect(listener.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
  }
});

it.each([rosterOpened, rosterChanged])('tells browsers of $type', async (event) => {
  const { bus, replicas } = await start();
  const listener = await listen(replicas[0]);
  const data = {
    courseId,
    courseTitle: 'Knots',
    status: 'open' as const,
    capacity: 3,
    seatsTaken: 0,
    seatsLeft: 3,
    waiting: 0,
    version: 1,
  };
  await bus.publish(event.create({ subject: courseId, version: 1, data }));
  await receives(listener, roster());
});

it('tells a signed-in user about their own enrollment', async () => {
  const { bus, replicas } = await start();
  const session = await sendRequest(replicas[0], '/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'z@example.org', password }),
  });
  const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const listener = await listen(replicas[1], { cookie });
  await bus.publish(confirmed(signedInUser.id));
  await receives(listener, `data: {"what":"enrollment","courseId":"${courseId}"}`);
  expect(listener.text).not.toContain('"what":"seat"');
  await bus.publish(confirmed(signedInUser.id, courseId, { promotedAt: '2026-10-03T10:00:00.000Z' }));
  await receives(listener, `data: {"what":"seat","courseId":"${courseId}"}`);
});

it('sends missed changes once after a reconnect with Last-Event-ID', async () => {
  const { bus, replicas } = await start();
  const first = await listen(replicas[0]);
  const other = await listen(replicas[0]);
  first.close();
  const [one, two] = ['0190a000-0000-7000-8000-000000000011', '0190a000-0000-7000-8000-000000000012'];
  await bus.publish(confirmed(signedInUser.id, one));
  await receives(other, roster(one));
  const again = await listen(replicas[0], { 'last-event-id': lastId(first) });
  await receives(again, roster(one));
  await bus.publish(confirmed(signedInUser.id, two));
  await receives(again, roster(two));
  expect(again.text.split(roster(one))).toHaveLength(2);
  expect(again.text).not.toContain('reset');
});

it.each(['gone.7', 'nonsense'])(
  'sends a reset after a reconnect with an unknown Last-Event-ID (%s)',
  async (id) => {
    const { replicas } = await start();
    const listener = await listen(replicas[0], { 'last-event-id': id });
    expect(listener.text).toContain('event: reset');
  },
);

it('answers HEAD with the headers of the stream and ends', async () => {
  const client = await startClient();
  const { status, headers, body } = await sendRequest(client.url, '/live', { method: 'HEAD' });
  expect([status, headers['content-type'], body]).toEqual([200, 'text/event-stream; charset=utf-8', '']);
  await client.stop();
});

it('answers HEAD so that its kept connection takes the next request', async () => {
  const client = await startClient();
  const socket = connect(Number(new URL(client.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  const ask = (line: string) => socket.write(`${line} HTTP/1.1\r\nhost: x\r\n\r\n`);
  ask('HEAD /live');
  ask('GET /health/live');
  await waitFor('both answers', () => text.includes('{"status":"live"}'), 10_000);
  text = '';
  ask('HEAD /live');
  await waitFor('the headers', () => text.includes('\r\n\r\n'), 10_000);
  ask('GET /health/live');
  await waitFor('the next answer', () => text.includes('{"status":"live"}'), 10_000);
  socket.destroy();
  await client.stop();
});

it('ends the streams at once when it stops', async () => {
  const client = await startClient();
  await listen(client.url);
  await client.stop();
});
