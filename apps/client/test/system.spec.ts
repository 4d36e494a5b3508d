import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { accountRegistered, coursePublished, type EventMessage } from '@courses/contracts';
import type { Bus } from '@courses/messaging';
import { aCourse, anEvent, startBackingServices, waitFor } from '@courses/testing';
import { eventPaths } from '../src/server/system/event-paths';
import { sendRequest } from './send-request';
import { stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';

afterEach(stopAll);

const checks = {
  healthy: { mongodb: 'connected', rabbitmq: 'connected' },
  lacking: { mongodb: 'reconnecting' },
};

async function start(howItWorks = true) {
  const backingServices = await startBackingServices();
  const bus = backingServices.bus('test');
  await bus.start();
  const healthy = await startUpstream((_req, res) =>
    res.end(JSON.stringify({ status: 'ready', checks: checks.healthy })),
  );
  const lacking = await startUpstream((_req, res) =>
    res.writeHead(503).end(JSON.stringify({ status: 'not-ready', checks: checks.lacking })),
  );
  const given = { coursesUrl: healthy.url, enrollmentsUrl: lacking.url, backingServices, howItWorks };
  const client = await startClient(given);
  stopLater({ url: '', stop: () => backingServices.stop() }, { url: '', stop: () => bus.stop() });
  stopLater(healthy, lacking, client);
  await waitFor('the bus', () => bus.state === 'connected');
  return { client: client.url, bus };
}

/** Again and again: what is published before the client listens does not reach it. */
const publishUntil = (what: string, bus: Bus, event: EventMessage, isThere: () => boolean) =>
  waitFor(what, async () => {
    await bus.publish(event);
    return isThere();
  });

it('reports which services are ready, not ready and unreachable', async () => {
  const { client } = await start();
  const state = (await sendRequest(client, '/system')).json();
  expect(state).toMatchObject({
    broker: 'connected',
    hasTraces: false,
    oneProcess: null,
    services: expect.arrayContaining([
      expect.objectContaining({ name: 'courses', state: 'ready', checks: checks.healthy }),
      expect.objectContaining({ name: 'enrollments', state: 'not-ready', checks: checks.lacking }),
      expect.objectContaining({ name: 'identity', state: 'away' }),
    ]),
  });
  expect(state.queues).toContainEqual({
    name: 'enrollments.open-roster',
    event: 'course.published.v1',
    waiting: null,
  });
});

it('streams events with their course, queues and trace, and without personal data', async () => {
  const { client, bus } = await start();
  const request = get(`${client}/live`, { agent: false });
  request.on('error', () => undefined);
  stopLater({ url: '', stop: () => Promise.resolve(void request.destroy()) });
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  let received = '';
  incoming.on('error', () => undefined).on('data', (chunk: Buffer) => (received += chunk.toString()));
  const person = {
    id: '0190a000-0000-7000-8000-0000000000cc',
    displayName: 'Secret Person',
    roles: ['student'],
  };
  const registered = anEvent(accountRegistered, { id: person.id, version: 1 }, person);
  await publishUntil('the account', bus, registered, () => received.includes('account.registered.v1'));
  const course = aCourse({ title: 'Knots and ropes' });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const published = {
    ...anEvent(coursePublished, course, course),
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
  };
  await publishUntil('the course', bus, published, () => received.includes('Knots and ropes'));
  expect(received).toContain(`"traceId":"${traceId}"`);
  expect(received).toContain(`"queues":${JSON.stringify(eventPaths['course.published.v1']?.queues)}`);
  expect(received).not.toMatch(/Secret|0000000000cc/);

  const { items } = (await sendRequest(client, '/system/events')).json() as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([registered.id, published.id]));
  const ofPerson = await sendRequest(client, `/system/events/${registered.id}`);
  expect(ofPerson.json()).toMatchObject({ subject: '…0000cc', version: 1, data: { roles: ['student'] } });
  expect(ofPerson.body).not.toMatch(/Secret|0000000000cc/);
  const ofCourse = (await sendRequest(client, `/system/events/${published.id}`)).json();
  expect(ofCourse).toMatchObject({ subject: course.id, data: { title: course.title } });
  expect(ofCourse.deliveries).toContainEqual(
    expect.objectContaining({ queue: 'enrollments.open-roster', live: false }),
  );
});

it('offers nothing that changes the system', async () => {
  const { client } = await start();
  const change = (path: string, body: object) =>
    sendRequest(client, path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await change('/system/services/courses', { running: false })).status).toBe(404);
  expect((await change('/system/queues/enrollments.open-roster', { paused: true })).status).toBe(404);
  expect((await sendRequest(client, '/system/dead-letters')).status).toBe(401);
  expect((await sendRequest(client, '/system/source/docs/events/README.md')).status).toBe(404);
});

it('does not exist unless it is switched on', async () => {
  const { client, bus } = await start(false);
  expect((await sendRequest(client, '/system')).json()).toMatchObject({ status: 404 });
  const request = get(`${client}/live`, { agent: false });
  request.on('error', () => undefined);
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  let received = '';
  incoming.on('error', () => undefined).on('data', (chunk: Buffer) => (received += chunk.toString()));
  const course = aCourse();
  await publishUntil('the change', bus, anEvent(coursePublished, course, course), () =>
    received.includes('event: change'),
  );
  expect(received).not.toContain('event: event');
  request.destroy();
});
