import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn } from '@courses/contracts';
import { amqpBus } from '@courses/messaging';
import {
  recordEvents,
  startProcess,
  testIssuer,
  untilReady,
  waitFor,
  type RealServers,
  type ServiceProcess,
  type TestIssuer,
  type TestUser,
} from '@courses/testing';
import { publishCourse } from '../catalog';
// The rules of seats belong to enrollments, whose own tests check them as well.
/* eslint-disable @nx/enforce-module-boundaries */
import { waitForConsistentSeats } from '../../apps/enrollments/test/seats/consistent-seats';
import { runContention, type SeatOperations } from '../../apps/enrollments/test/seats/contention';
/* eslint-enable @nx/enforce-module-boundaries */

/** `SEAT_OPERATIONS=10000 npm run chaos` is the long form. */
const operations = Number(process.env.SEAT_OPERATIONS ?? 1_000);
const plan = { operations, concurrency: 24, students: 60, maxCapacity: 15, seed: Date.now() % 2 ** 31 };
const killEveryMs = 1_500;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

type Kind = 'courses' | 'enrollments' | 'more enrollments';

/** Students who pull at the seats of a few courses while everything is killed in turn. */
export function contendedSeats(servers: () => RealServers): void {
  const running = new Map<Kind, ServiceProcess>();
  let env: Record<string, string>;
  let issuer: TestIssuer;
  let instructor: TestUser;
  let students: TestUser[];

  const start = async (kind: Kind) => {
    const app = kind === 'courses' ? 'courses' : 'enrollments';
    running.set(kind, await startProcess(app, env));
  };
  const urlOf = (kind: Kind): string => running.get(kind)?.url ?? '';
  /** Good for as long as the long form takes. */
  const person = async (role: 'student' | 'instructor'): Promise<TestUser> => {
    const id = randomUUID();
    const exp = Math.floor(Date.now() / 1_000) + 7_200;
    const token = await issuer.token({ sub: id, roles: [role], exp });
    return { id, roles: [role], token, headers: { authorization: `Bearer ${token}` } };
  };

  beforeAll(async () => {
    issuer = await testIssuer();
    const MONGODB_URI = `${servers().mongo.uri}/seats-${randomUUID().slice(0, 8)}`;
    env = { MONGODB_URI, AMQP_URL: servers().rabbit.url, LOG_LEVEL: 'info', ...issuer.env };
    await Promise.all((['courses', 'enrollments', 'more enrollments'] as const).map(start));
    await untilReady(running.values());
    instructor = await person('instructor');
    students = await Promise.all(Array.from({ length: plan.students }, () => person('student')));
  });
  afterAll(async () => {
    for (const service of running.values()) await service.stop();
    await issuer?.stop();
  });

  /** Rejects when nothing is known of the outcome. A refusal is an answer too. */
  const call = async (kind: Kind, method: string, path: string, user: TestUser, body?: object) => {
    const headers = {
      ...user.headers,
      ...(body ? { 'content-type': 'application/json', 'if-match': '*' } : {}),
    };
    const signal = AbortSignal.timeout(15_000);
    const init = { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await fetch(`${urlOf(kind)}${path}`, init).catch(() => undefined);
    if (answer && answer.status < 500) return;
    await pause(50);
    throw new Error(`${method} ${path}: ${answer?.status ?? 'no answer'}`);
  };

  function operationsOn(courseId: string): SeatOperations {
    let turn = 0;
    const place = (method: string, student: number) => {
      turn += 1;
      const kind = turn % 2 === 0 ? 'enrollments' : 'more enrollments';
      return call(kind, method, `/v1/rosters/${courseId}/my-enrollment`, students[student] as TestUser);
    };
    const course = `/v1/courses/${courseId}`;
    return {
      enroll: (student) => place('PUT', student),
      withdraw: (student) => place('DELETE', student),
      setCapacity: (capacity) => call('courses', 'PATCH', course, instructor, { capacity }),
      archive: async () => {
        const archived = () => call('courses', 'POST', `${course}/archive`, instructor).then(() => true);
        await waitFor('the course to be archived', archived);
      },
    };
  }

  const faults: (() => Promise<unknown>)[] = [
    ...(['enrollments', 'courses', 'more enrollments'] as const).map((kind) => async () => {
      await running.get(kind)?.kill();
      await start(kind);
    }),
    async () => {
      await servers().rabbit.process.kill();
      await servers().rabbit.process.start();
    },
    async () => {
      await servers().mongo.process.kill();
      await servers().mongo.process.start();
    },
  ];

  test(`15: ${operations} contended operations on seats while everything is killed in turn`, async () => {
    const logger = silent as unknown as Parameters<typeof amqpBus>[0]['logger'];
    const bus = () => amqpBus({ url: servers().rabbit.url, service: 'recorder', logger });
    const recorders = await Promise.all(
      [enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn].map((contract) =>
        recordEvents({ bus }, contract),
      ),
    );
    const courseIds: string[] = [];
    for (let count = 0; count < 3; count += 1)
      courseIds.push(await publishCourse(urlOf('courses'), instructor));
    const open = async () =>
      (await Promise.all(courseIds.map((id) => fetch(`${urlOf('enrollments')}/v1/rosters/${id}`)))).every(
        ({ ok }) => ok,
      );
    await waitFor('the rosters', open);

    let kills = 0;
    let over = false;
    const killing = (async () => {
      for (; !over; kills += 1) {
        await pause(killEveryMs);
        if (!over) await faults[kills % faults.length]?.();
      }
    })();
    const began = performance.now();
    const tally = await runContention(courseIds.map(operationsOn), plan);
    over = true;
    await killing;
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(
      `seats: seed ${plan.seed}, ${tally.succeeded} succeeded, ${tally.failed} failed, ${kills} kills, ${seconds} s\n`,
    );

    expect(tally.succeeded).toBeGreaterThan(operations / 2);
    for (const id of courseIds) {
      const history = await waitForConsistentSeats(
        {
          enrollmentsUrl: urlOf('enrollments'),
          course: { id, instructor, maxCapacity: 30 },
          students,
          events: () => recorders.flatMap(({ messages }) => messages),
        },
        240_000,
      );
      expect(history.violations).toEqual([]);
      expect(history.states.size).toBeGreaterThan(10);
    }
    await Promise.all(recorders.map((recorder) => recorder.stop()));
  }, 1_800_000);
}
