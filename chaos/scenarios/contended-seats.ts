import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn } from '@courses/contracts';
import { amqpBus } from '@courses/messaging';
import {
  recordEvents,
  untilReady,
  waitFor,
  type RealServers,
  type ServiceProcess,
  type TestUser,
} from '@courses/testing';
// The rules of seats belong to enrollments, whose own tests check them as well.
/* eslint-disable @nx/enforce-module-boundaries */
import { waitForConsistentSeats } from '../../apps/enrollments/test/seats/consistent-seats';
import { runContention, type SeatOperations } from '../../apps/enrollments/test/seats/contention';
/* eslint-enable @nx/enforce-module-boundaries */
import { appendLedger } from '../environment/ledger';
import { publishCourse } from '../environment/publish-course';
import { startServicesEnvironment, type ServicesEnvironment } from '../environment/services-environment';

/** `SEAT_OPERATIONS=10000 npm run chaos` is the long form. */
const operations = Number(process.env.SEAT_OPERATIONS ?? 1_000);
const plan = { operations, concurrency: 24, students: 60, maxCapacity: 15, seed: Date.now() % 2 ** 31 };
const killEveryMs = 1_500;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

const instances = ['courses', 'enrollments', 'second enrollments'] as const;
type Instance = (typeof instances)[number];

/** Students compete for the seats of a few courses while services and servers are killed in turn. */
export function contendedSeats(servers: () => RealServers): void {
  const running = new Map<Instance, ServiceProcess>();
  let environment: ServicesEnvironment;
  let instructor: TestUser;
  let students: TestUser[];

  const start = async (instance: Instance) =>
    void running.set(instance, await environment.start(instance === 'courses' ? 'courses' : 'enrollments'));
  const urlOf = (instance: Instance): string => running.get(instance)?.url ?? '';
  /** With a token that does not expire during the long form. */
  const createUser = async (role: 'student' | 'instructor'): Promise<TestUser> => {
    const id = randomUUID();
    const exp = Math.floor(Date.now() / 1_000) + 7_200;
    const token = await environment.issuer.token({ sub: id, roles: [role], exp });
    return { id, roles: [role], token, headers: { authorization: `Bearer ${token}` } };
  };

  beforeAll(async () => {
    environment = await startServicesEnvironment(servers().mongo.uri, servers().rabbit.url);
    await Promise.all(instances.map(start));
    await untilReady(running.values());
    instructor = await createUser('instructor');
    students = await Promise.all(Array.from({ length: plan.students }, () => createUser('student')));
  });
  afterAll(async () => {
    for (const service of running.values()) await service.stop();
    await environment?.stop();
  });

  /** Rejects when the outcome is unknown; 4xx is an outcome. */
  const call = async (instance: Instance, method: string, path: string, user: TestUser, body?: object) => {
    const headers = {
      ...user.headers,
      ...(body ? { 'content-type': 'application/json', 'if-match': '*' } : {}),
    };
    const signal = AbortSignal.timeout(15_000);
    const init = { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${urlOf(instance)}${path}`, init).catch(() => undefined);
    if (response && response.status < 500) return;
    await pause(50);
    throw new Error(`${method} ${path}: ${response?.status ?? 'no response'}`);
  };

  function operationsOn(courseId: string): SeatOperations {
    let turn = 0;
    const changeEnrollment = (method: string, student: number) => {
      turn += 1;
      const instance = turn % 2 === 0 ? 'enrollments' : 'second enrollments';
      return call(instance, method, `/v1/rosters/${courseId}/my-enrollment`, students[student] as TestUser);
    };
    const course = `/v1/courses/${courseId}`;
    return {
      enroll: (student) => changeEnrollment('PUT', student),
      withdraw: (student) => changeEnrollment('DELETE', student),
      setCapacity: (capacity) => call('courses', 'PATCH', course, instructor, { capacity }),
      archive: async () => {
        const archived = () => call('courses', 'POST', `${course}/archive`, instructor).then(() => true);
        await waitFor('the course to be archived', archived);
      },
    };
  }

  const faults: (() => Promise<unknown>)[] = [
    ...(['enrollments', 'courses', 'second enrollments'] as const).map((instance) => async () => {
      await running.get(instance)?.kill();
      await start(instance);
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

  it(`assigns seats correctly under ${operations} contended operations while services and servers are killed (15)`, async () => {
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
    let done = false;
    const killLoop = (async () => {
      for (; !done; kills += 1) {
        await pause(killEveryMs);
        if (!done) await faults[kills % faults.length]?.();
      }
    })();
    const began = performance.now();
    const tally = await runContention(courseIds.map(operationsOn), plan);
    done = true;
    await killLoop;
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
    appendLedger('15 contended seats', {}, `${tally.succeeded} operations`, await environment.traces());
  }, 1_800_000);
}
