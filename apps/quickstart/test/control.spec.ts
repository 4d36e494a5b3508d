import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@courses/testing';
import supertest from 'supertest';
import { demoPeople } from '../demo/people';
import { anyPorts } from '../record/any-ports';
import { buildServices } from '../src/app';
import { readConfig } from '../src/config';
import { startInfrastructure } from '../src/infrastructure';
import { registerPeople } from '../src/register-people';

/** What the tests read of it. */
interface SystemState {
  oneProcess: object;
  services: { name: string; phase: string; outbox: number; docsUrl: string }[];
  scene: { status: string; current: number; problem?: string; steps: { happened: Record<string, string> }[] };
  queues: { name: string; waiting: number; counts: { handled: number } }[];
}

let stop: () => Promise<void>;
let url: string;
let instructor: ReturnType<typeof supertest.agent>;

beforeAll(async () => {
  const webFolder = mkdtempSync(join(tmpdir(), 'control-'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Courses</title>');
  const config = readConfig({ ...anyPorts(), LOG_LEVEL: 'silent' });
  const infrastructure = await startInfrastructure(config);
  const system = buildServices(config, infrastructure, webFolder);
  const addresses = await system.start();
  url = addresses.client;
  await registerPeople(addresses.urls.identity as string);
  instructor = supertest.agent(url).set('origin', url);
  const [, { email, password }] = demoPeople;
  await instructor.post('/session').send({ email, password }).expect(201);
  stop = async () => {
    await system.stop();
    await infrastructure.stop();
    rmSync(webFolder, { recursive: true });
  };
}, 60_000);
afterAll(() => stop());

const anybody = () => supertest.agent(url).set('origin', url);
const change = (path: string, body: object) => anybody().put(`/system/${path}`).send(body);
const readState = async () => (await anybody().get('/system').expect(200)).body as SystemState;
const service = async (name: string) => (await readState()).services.find((each) => each.name === name);
const rosterQueue = async () =>
  (await readState()).queues.find(({ name }) => name === 'enrollments.open-roster');

async function publish(): Promise<string> {
  const course = { title: 'Waits', summary: 'For its roster.', capacity: 1 };
  const { body } = await instructor.post('/api/v1/courses').send(course).expect(201);
  const lesson = { title: 'One', content: 'Text', durationMinutes: 5 };
  const lessons = `/api/v1/courses/${body.id}/lessons`;
  await instructor.post(lessons).set('if-match', '"1"').send(lesson).expect(201);
  await instructor.post(`/api/v1/courses/${body.id}/publish`).expect(200);
  return body.id as string;
}

const rosterStatus = async (id: string) => (await anybody().get(`/api/v1/rosters/${id}`)).status;

it('says that it is one process, and what can be stopped', async () => {
  expect((await readState()).oneProcess).toEqual({
    embeddedBroker: true,
    embeddedDatabase: true,
    stoppable: ['identity', 'enrollments', 'courses', 'RabbitMQ'],
  });
});

it('keeps the messages of a paused consumer in its queue, and hands them out when it is resumed', async () => {
  await change('queues/enrollments.open-roster', { paused: true }).expect(204);
  const id = await publish();
  await waitFor('the message', async () => (await rosterQueue())?.waiting === 1);
  expect(await rosterStatus(id)).toBe(404);
  expect((await rosterQueue())?.counts).toMatchObject({ paused: true, received: 1, handled: 0 });

  await change('queues/enrollments.open-roster', { paused: false }).expect(204);
  await waitFor('the roster', async () => (await rosterStatus(id)) === 200);
  await waitFor('the count', async () => (await rosterQueue())?.counts.handled === 1);
});

it('keeps events in the outbox while the broker is stopped, and publishes them when it is back', async () => {
  await change('services/RabbitMQ', { running: false }).expect(202);
  const id = await publish();
  await waitFor('the outbox', async () => (await service('courses'))?.outbox === 1);
  expect(await rosterStatus(id)).toBe(404);

  await change('services/RabbitMQ', { running: true }).expect(202);
  await waitFor('the roster', async () => (await rosterStatus(id)) === 200);
  await waitFor('the outbox', async () => (await service('courses'))?.outbox === 0);
});

it('answers with a problem for a stopped service, and starts it again on its port with what it missed', async () => {
  const docsUrl = (await service('enrollments'))?.docsUrl;
  await change('services/enrollments', { running: false }).expect(202);
  await waitFor('the stop', async () => (await service('enrollments'))?.phase === 'stopped', 30_000);
  const id = await publish();
  const { body } = await anybody().get(`/api/v1/rosters/${id}`).expect(502);
  expect(body).toMatchObject({ code: 'upstream-unavailable' });
  expect(await service('enrollments')).toMatchObject({ state: 'away' });

  await change('services/enrollments', { running: true }).expect(202);
  await waitFor('the roster', async () => (await rosterStatus(id)) === 200, 30_000);
  await waitFor('the phase', async () => (await service('enrollments'))?.phase === 'running');
  expect((await service('enrollments'))?.docsUrl).toBe(docsUrl);
}, 60_000);

it('rejects changes of another site, of nothing that exists, and of no known form', async () => {
  const other = supertest(url).put('/system/services/courses').set('origin', 'https://elsewhere.example');
  await other.send({ running: false }).expect(403);
  await change('services/client', { running: false }).expect(404);
  await change('queues/enrollments.none', { paused: true }).expect(404);
  await change('services/courses', { running: 'no' }).expect(400);
  expect(await service('courses')).toMatchObject({ phase: 'running' });
});

it('plays the scene to its end, and leaves nothing in the catalog', async () => {
  const direct = (action: string) => change('scene', { action });
  expect((await direct('play').expect(200)).body).toMatchObject({ status: 'playing', current: 0 });
  const scene = await waitFor(
    'the end',
    async () => {
      const { body } = await anybody().get('/system');
      if (Object.keys(body.scene.steps[body.scene.current]?.happened ?? {}).length > 0) await direct('next');
      return ['ended', 'failed'].includes(body.scene.status) && (body as SystemState).scene;
    },
    60_000,
  );
  expect(scene).toMatchObject({ status: 'ended', current: 6 });
  expect(scene.steps.map(({ happened }) => Object.keys(happened).sort())).toEqual([
    ['course.published.v1', 'roster.opened.v1'],
    ['enrollment.confirmed.v1'],
    ['enrollment.confirmed.v1'],
    ['enrollment.waitlisted.v1'],
    ['enrollment.confirmed.v1', 'enrollment.withdrawn.v1'],
    ['course.archived.v1', 'roster.changed.v1'],
  ]);
  const { items } = (await anybody().get('/api/v1/courses?search=knots')).body as { items: object[] };
  expect(JSON.stringify(items)).not.toContain('A scene');
}, 90_000);

it('goes on with the scene when the consumer that it waits for is resumed', async () => {
  await change('queues/enrollments.open-roster', { paused: true }).expect(204);
  await change('scene', { action: 'play' }).expect(200);
  await waitFor('the first event', async () => {
    const { happened = {} } = (await readState()).scene.steps[0] ?? {};
    return 'course.published.v1' in happened;
  });
  await change('scene', { action: 'next' }).expect(200);
  expect((await readState()).scene).toMatchObject({ status: 'playing', current: 0 });
  await change('queues/enrollments.open-roster', { paused: false }).expect(204);
  await waitFor('the second event', async () => {
    const { happened = {} } = (await readState()).scene.steps[0] ?? {};
    return 'roster.opened.v1' in happened;
  });
  await change('scene', { action: 'stop' }).expect(200);
  await waitFor('the stop', async () => (await readState()).scene.status === 'idle');
  const { items } = (await anybody().get('/api/v1/courses?search=knots')).body as { items: object[] };
  expect(JSON.stringify(items)).not.toContain('A scene');
}, 60_000);

it('parks a message that nobody understands, with its reason, and replays it', async () => {
  const parked = async () =>
    (await anybody().get('/system/dead-letters').expect(200)).body.items as Record<string, unknown>[];
  await anybody().post('/system/unreadable-messages').send({}).expect(204);
  const [letter] = await waitFor('the message', async () => {
    const items = await parked();
    return items.length > 0 && items;
  });
  expect(letter).toMatchObject({ queue: 'enrollments.open-roster', kind: 'parked', attempts: 1 });
  expect(letter?.reason).toContain('data.id');
  const { queue, kind, id } = letter as Record<string, string>;
  await change('queues/enrollments.open-roster', { paused: true }).expect(204);
  await anybody().post('/system/dead-letters').send({ queue, kind, id }).expect(204);
  expect(await parked()).toEqual([]);
  await anybody().post('/system/dead-letters').send({ queue, kind, id }).expect(404);
  await anybody().post('/system/dead-letters').send({ queue: 'courses.none', kind, id }).expect(400);
  await change('queues/enrollments.open-roster', { paused: false }).expect(204);
  await waitFor('the message again', async () => (await parked()).length === 1);
});

it('rejects changes that come too often', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => change('queues/enrollments.open-roster', { paused: false })),
  );
  expect(answers.map(({ status }) => status)).toContain(429);
});

it('serves the source files that it names, and no others', async () => {
  const { text } = await anybody().get('/system/source/apps/courses/src/domain/course.ts').expect(200);
  expect(text).toContain('coursePublished');
  await anybody().get('/system/source/package.json').expect(404);
});
