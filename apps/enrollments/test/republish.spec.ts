import {
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EventMessage,
} from '@courses/contracts';
import { aLesson, waitFor } from '@courses/testing';
import { Database } from '@courses/mongo';
import { pino } from 'pino';
import { MongoEnrollmentRepository } from '../src/persistence/mongo-enrollment.repository';
import { republishEnrollments } from '../src/use-cases/republish-enrollments/republish-enrollments';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let database: Database;
let enrollments: MongoEnrollmentRepository;
beforeAll(async () => {
  rosters = await startRosters();
  database = new Database(rosters.backingServices.mongodbUri, 'enrollments', pino({ level: 'silent' }));
  enrollments = new MongoEnrollmentRepository(database);
  database.start();
  await database.ready();
});
afterAll(async () => {
  await database.stop();
  await rosters.stop();
});

const contracts = [enrollmentWaitlisted, enrollmentConfirmed, enrollmentCompleted, enrollmentWithdrawn];

async function republished(): Promise<EventMessage[]> {
  const events: EventMessage[] = [];
  const publish = (event: EventMessage) => Promise.resolve(void events.push(event));
  const count = await republishEnrollments({ enrollments }, publish)();
  expect(count).toBe(events.length);
  return events;
}

it('publishes the current state of every enrollment as a valid event with its version and a new id', async () => {
  const course = await rosters.opened({ capacity: 3, lessons: [aLesson()] });
  const [completed, confirmed, withdrawn, waiting] = [
    await rosters.student(),
    await rosters.student(),
    await rosters.student(),
    await rosters.student(),
  ] as const;
  await rosters.completed(course, completed);
  for (const each of [confirmed, withdrawn, waiting]) await rosters.enroll(course.id, each).expect(200);
  await rosters.withdraw(course.id, withdrawn).expect(204);
  const versions = new Map([
    [completed.id, [3, enrollmentCompleted.type]],
    [confirmed.id, [2, enrollmentConfirmed.type]],
    // The seat that was given up.
    [waiting.id, [2, enrollmentConfirmed.type]],
    [withdrawn.id, [4, enrollmentWithdrawn.type]],
  ]);
  const states = async () => {
    const events = await republished();
    return new Map(
      events.map(({ data, aggregateVersion, type }) => [
        (data as { studentId: string }).studentId,
        [aggregateVersion, type],
      ]),
    );
  };
  await waitFor('the enrollments to follow the roster', async () => {
    const found = await states();
    return [...versions].every(([id, state]) => String(found.get(id)) === String(state));
  });
  const [first, second] = [await republished(), await republished()];
  expect(first).toHaveLength(versions.size);
  for (const event of first) {
    expect(
      contracts.find(({ type }) => type === event.type)?.data.safeParse(event.data).error,
    ).toBeUndefined();
    expect(second.map(({ id }) => id)).not.toContain(event.id);
  }
});

it('publishes more enrollments than fit in a page', async () => {
  const before = (await republished()).length;
  const facts = {
    courseId: 'c',
    courseTitle: 'Many',
    studentId: 's',
    enrolledAt: '2026-01-07T09:00:00.000Z',
  };
  await Promise.all(
    Array.from({ length: 150 }, (_, i) => enrollments.advance({ ...facts, id: `many-${i}` }, 'confirmed')),
  );
  expect(await republished()).toHaveLength(before + 150);
});
