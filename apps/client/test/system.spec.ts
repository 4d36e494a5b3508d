import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { accountRegistered, coursePublished } from '@courses/contracts';
import { aCourse, anEvent, startBackingServices, waitFor } from '@courses/testing';
import { readersOf } from '../src/server/system/event-paths';
import { ask } from './send-request';
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

it('the state of the system says who is ready, who lacks something and who is away', async () => {
  const { client } = await start();
  const state = (await ask(client, '/system')).json();
  expect(state).toMatchObject({
    broker: 'connected',
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

it('events are shown with their course and their way, and without any person', async () => {
  const { client, bus } = await start();
  const request = get(`${client}/system/events`, { agent: false });
  request.on('error', () => undefined);
  stopLater({ url: '', stop: () => Promise.resolve(void request.destroy()) });
  const [incoming] = (await once(request, 'response')) as [IncomingMessage];
  let heard = '';
  incoming.on('error', () => undefined).on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const person = {
    id: '0190a000-0000-7000-8000-0000000000cc',
    displayName: 'Secret Person',
    roles: ['student'],
  };
  await bus.publish(anEvent(accountRegistered, { id: person.id, version: 1 }, person));
  const course = aCourse({ title: 'Knots and ropes' });
  await bus.publish(anEvent(coursePublished, course, course));
  await waitFor('both events', () =>
    Promise.resolve(heard.includes('account.registered.v1') && heard.includes('Knots and ropes')),
  );
  expect(heard).toContain(`"queues":${JSON.stringify(readersOf['course.published.v1'])}`);
  expect(heard).not.toMatch(/Secret|0000000000cc/);
});

it('is not there unless it was asked for', async () => {
  const { client } = await start(false);
  for (const path of ['/system', '/system/events'])
    expect((await ask(client, path)).json()).toMatchObject({ status: 404 });
});
