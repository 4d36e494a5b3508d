import { coursePublished } from '@courses/contracts';
import { amqpBus } from '@courses/messaging';
import { aCourse, anEvent, waitFor } from '@courses/testing';
import { pino } from 'pino';

const concurrency = 100;

/** Opens rosters as the courses service does, by an event. */
export async function rosterOpener(rosters: string) {
  const url = process.env.AMQP_URL ?? '';
  const bus = amqpBus({ url, service: 'bench', logger: pino({ level: 'silent' }) });
  await bus.start();
  await waitFor('the bus to connect', () => bus.state === 'connected');
  return {
    /** Resolves with the id of the course. */
    async open(capacity: number): Promise<string> {
      const course = aCourse({ capacity });
      await bus.publish(anEvent(coursePublished, course, course));
      await waitFor('the roster', async () => (await fetch(`${rosters}/${course.id}`)).ok);
      return course.id;
    },
    stop: () => bus.stop(),
  };
}

/** Enrolls students, each known by its headers; resolves with how many per second. Each gets a seat or a place on the waiting list. */
export const enrollAll = (
  rosters: string,
  courseId: string,
  students: readonly { headers: Record<string, string> }[],
): Promise<number> =>
  rate(students, async ({ headers }) => {
    const response = await fetch(`${rosters}/${courseId}/my-enrollment`, { method: 'PUT', headers });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  });

/** Does the work for every item, as many at a time as `workers`; resolves with items per second. */
export async function rate<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  workers = concurrency,
): Promise<number> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.pop(); item; item = left.pop()) await work(item);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: workers }, worker));
  return (items.length * 1_000) / (performance.now() - begin);
}
