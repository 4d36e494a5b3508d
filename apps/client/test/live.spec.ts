import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { anEvent, startBackingServices, waitFor } from '@courses/testing';
import { ask } from './send-request';
import { stopAll, stopLater } from './client-fixture';
import { startClient } from './start-client';
import { password, signedInUser, startIdentity } from './stub-identity';

afterEach(stopAll);

const enrollmentId = '0190a000-0000-7000-8000-0000000000aa';
const courseId = '0190a000-0000-7000-8000-000000000001';

const confirmed = (studentId: string, id = courseId): EventMessage =>
  anEvent(
    enrollmentConfirmed,
    { id: enrollmentId, version: 2 },
    {
      id: enrollmentId,
      courseId: id,
      studentId,
      courseTitle: 'Knots',
      enrolledAt: '2026-10-02T10:00:00.000Z',
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

/** Listens as a browser does. */
async function listen(client: string, headers: Record<string, string> = {}) {
  const request = get(`${client}/live`, { agent: false, headers });
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  const heard = { text: '', close: () => request.destroy(), headers: incoming.headers };
  incoming.on('data', (chunk: Buffer) => (heard.text += chunk.toString()));
  incoming.on('error', () => undefined);
  request.on('error', () => undefined);
  stopLater({ url: '', stop: () => Promise.resolve(void request.destroy()) });
  await waitFor('the first event', () => Promise.resolve(heard.text.includes('id: ')));
  return heard;
}

const hears = (listener: { text: string }, part: string) =>
  waitFor(part, () => Promise.resolve(listener.text.includes(part)));
const lastId = ({ text }: { text: string }) => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '';
const roster = (id = courseId) => `data: {"what":"roster","courseId":"${id}"}`;

it('every replica tells its browsers which roster changed, and nothing of whom', async () => {
  const { bus, replicas } = await start();
  const listeners = await Promise.all(replicas.map((replica) => listen(replica)));
  const student = '0190a000-0000-7000-8000-0000000000bb';
  await bus.publish(confirmed(student));
  for (const listener of listeners) {
    await hears(listener, roster());
    expect(listener.text).not.toContain(student);
    expect(listener.text).not.toContain('enrollment');
    expect(listener.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
  }
});

it('who is signed in is told of their own enrollment', async () => {
  const { bus, replicas } = await start();
  const session = await ask(replicas[0], '/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'z@example.org', password }),
  });
  const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const listener = await listen(replicas[1], { cookie });
  await bus.publish(confirmed(signedInUser.id));
  await hears(listener, `data: {"what":"enrollment","courseId":"${courseId}"}`);
});

it('who comes back gets what was missed, once', async () => {
  const { bus, replicas } = await start();
  const first = await listen(replicas[0]);
  const other = await listen(replicas[0]);
  first.close();
  const [one, two] = ['0190a000-0000-7000-8000-000000000011', '0190a000-0000-7000-8000-000000000012'];
  await bus.publish(confirmed(signedInUser.id, one));
  await hears(other, roster(one));
  const again = await listen(replicas[0], { 'last-event-id': lastId(first) });
  await hears(again, roster(one));
  await bus.publish(confirmed(signedInUser.id, two));
  await hears(again, roster(two));
  expect(again.text.split(roster(one))).toHaveLength(2);
  expect(again.text).not.toContain('reset');
});

it.each(['gone.7', 'nonsense'])('who comes back from elsewhere (%s) is told to read anew', async (id) => {
  const { replicas } = await start();
  const listener = await listen(replicas[0], { 'last-event-id': id });
  expect(listener.text).toContain('event: reset');
});

it('answers HEAD with the headers of the stream, and ends', async () => {
  const client = await startClient();
  const { status, headers, body } = await ask(client.url, '/live', { method: 'HEAD' });
  expect([status, headers['content-type'], body]).toEqual([200, 'text/event-stream; charset=utf-8', '']);
  await client.stop();
});

it('a server that stops ends the streams at once', async () => {
  const client = await startClient();
  await listen(client.url);
  await client.stop();
});
