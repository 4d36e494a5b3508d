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
const answerWithCourse = route({ ...coursesApi.readCourse, access: undefined }, () =>
  Promise.resolve({ body: course }),
);
const logger = pino({ level: 'silent' });

const baseOf = (mongodbUri = backingServices.mongodbUri) =>
  createContext(
    'shelf',
    { PORT: 0, LOG_LEVEL: 'silent', MONGODB_URI: mongodbUri, AMQP_URL: 'amqp://the-bus-of-the-test' },
    { bus: backingServices.bus('shelf'), logger },
  );

const parts = { title: 'Shelf', description: 'A service of a test.', routes: [answerWithCourse] };

it('answers, publishes what its outbox holds, and hears what it subscribes to', async () => {
  const base = baseOf();
  const store = new AggregateStore<AggregateDocument>(base.database, 'shelves', {});
  const heard: EventMessage[] = [];
  const subscriptions = [
    subscription({
      queue: 'shelf.hear',
      event: coursePublished,
      handle: (message) => {
        heard.push(message);
        return Promise.resolve(ack);
      },
    }),
  ];
  const running = createService(base, { ...parts, subscriptions, outboxes: [store.outbox] });
  const { url } = await running.start();
  await waitFor('it to be ready', async () => (await fetch(`${url}/health/ready`)).ok);
  const answer = await fetch(`${url}/v1/courses/${course.id}`);
  expect(await answer.json()).toMatchObject({ id: course.id });
  await store.insert({ _id: course.id, version: 1 }, [event]);
  await waitFor('its own event', () => heard.some(({ id }) => id === event.id));
  await running.stop();
  await expect(fetch(url)).rejects.toThrow();
});

it('lives without its database, and says that it is not ready', async () => {
  const running = createService(baseOf('mongodb://127.0.0.1:1/shelf'), parts);
  const { url } = await running.start();
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${url}/health/ready`);
  expect({ status: ready.status, body: await ready.json() }).toMatchObject({
    status: 503,
    body: { lacking: expect.arrayContaining(['mongodb']) },
  });
  await running.stop();
});

it('fails when it cannot listen, with the reason of the operating system', async () => {
  const first = createService(baseOf(), parts);
  const { url } = await first.start();
  const second = createService({ ...baseOf(), port: Number(new URL(url).port) }, parts);
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await second.stop();
  await first.stop();
});
