import { coursePublished, coursesApi, type EventMessage } from '@courses/contracts';
import { route } from '@courses/http-kit';
import { ack, subscription } from '@courses/messaging';
import { AggregateStore, type AggregateDocument } from '@courses/mongo';
import { aCourse, anEvent, startBackingServices, waitFor, type BackingServices } from '@courses/testing';
import { pino } from 'pino';
import { createContext, createService } from '../src';

let backingServices: BackingServices;
beforeAll(async () => (backingServices = await startBackingServices()));
afterAll(() => backingServices.stop());

const course = aCourse();
const event = anEvent(coursePublished, course, course);
const readCourse = route({ ...coursesApi.readCourse, access: undefined }, () =>
  Promise.resolve({ body: course }),
);
const logger = pino({ level: 'silent' });

const contextFor = (mongodbUri = backingServices.mongodbUri) =>
  createContext(
    'shelf',
    {
      METRICS_PORT: 0,
      PORT: 0,
      LOG_LEVEL: 'silent',
      MONGODB_URI: mongodbUri,
      AMQP_URL: 'amqp://the-bus-of-the-test',
    },
    { bus: () => backingServices.bus('shelf'), logger },
  );

const parts = { title: 'Shelf', description: 'A service of a test.', routes: [readCourse] };

it('serves its routes, publishes its outbox and consumes its subscriptions', async () => {
  const context = contextFor();
  const store = new AggregateStore<AggregateDocument>(context.database, 'shelves', {});
  const received: EventMessage[] = [];
  const subscriptions = [
    subscription({
      queue: 'shelf.receive',
      event: coursePublished,
      handle: (message) => {
        received.push(message);
        return Promise.resolve(ack);
      },
    }),
  ];
  const running = createService(context, { ...parts, subscriptions, outboxes: [store.outbox] });
  const { url } = await running.start();
  await waitFor('the service to be ready', async () => (await fetch(`${url}/health/ready`)).ok);
  const answer = await fetch(`${url}/v1/courses/${course.id}`);
  expect(await answer.json()).toMatchObject({ id: course.id });
  await store.insert({ _id: course.id, version: 1 }, [event]);
  await waitFor('its own event', () => received.some(({ id }) => id === event.id));
  await running.stop();
  await expect(fetch(url)).rejects.toThrow();
});

it('serves its metrics on a port of their own, and not on the one of its API', async () => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const running = createService({ ...contextFor(), logger: pino({}, { write }) }, parts);
  const { url } = await running.start();
  const metrics = String(lines.find(({ msg }) => msg === 'listening')?.metrics);
  expect(await (await fetch(metrics)).text()).toMatch(/^process_cpu_seconds_total\{service="shelf"\}/m);
  expect(new URL(metrics).port).not.toBe(new URL(url).port);
  for (const path of ['/metrics', '/METRICS/']) {
    const answer = await fetch(url + path);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 404,
      body: { code: 'route-not-found' },
    });
  }
  expect((await fetch(metrics.replace('/metrics', `/v1/courses/${course.id}`))).status).toBe(404);
  await running.stop();
  await expect(fetch(metrics)).rejects.toThrow();
});

it('fails to start without its port of metrics', async () => {
  const first = createService(contextFor(), parts);
  const { url } = await first.start();
  const second = createService({ ...contextFor(), metricsPort: Number(new URL(url).port) }, parts);
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE', variable: 'METRICS_PORT' });
  await second.stop();
  await first.stop();
});

it('is live but not ready without its database', async () => {
  const running = createService(contextFor('mongodb://127.0.0.1:1/shelf'), parts);
  const { url } = await running.start();
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${url}/health/ready`);
  expect({ status: ready.status, body: await ready.json() }).toMatchObject({
    status: 503,
    body: { lacking: expect.arrayContaining(['mongodb']) },
  });
  await running.stop();
});

it('fails to start with the error of the operating system when it cannot listen', async () => {
  const first = createService(contextFor(), parts);
  const { url } = await first.start();
  const second = createService({ ...contextFor(), port: Number(new URL(url).port) }, parts);
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.stop();
  await first.stop();
});

it('stops although its bus never does', async () => {
  const context = contextFor();
  const lines: unknown[] = [];
  const running = createService(
    {
      ...context,
      logger: pino({}, { write: (line) => void lines.push(JSON.parse(line)) }),
      bus: Object.assign(context.bus, { stop: () => new Promise<never>(() => undefined) }),
    },
    parts,
  );
  await running.start();
  await running.stop();
  expect(lines).toContainEqual(
    expect.objectContaining({ part: 'bus', msg: 'not stopped in time; left as it is' }),
  );
  expect(context.database.state).toBe('disconnected');
});
