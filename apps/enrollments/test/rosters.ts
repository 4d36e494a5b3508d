import {
  accountRegistered,
  courseArchived,
  courseChanged,
  coursePublished,
  type Course,
  type Enrollment,
} from '@courses/contracts';
import {
  aCourse,
  anEvent,
  startBackingServices,
  startTestService,
  testIssuer,
  waitFor,
  type BackingServices,
  type TestIssuer,
  type TestService,
  type TestUser,
} from '@courses/testing';
import supertest from 'supertest';
import { buildApp } from '../src/app';

/** The service under test, fed with events as the catalog would publish them. */
export interface Rosters {
  app: TestService['app'];
  url: string;
  request: ReturnType<typeof supertest>;
  backingServices: BackingServices;
  issuer: TestIssuer;
  /** Publishes a state of a course on the bus. */
  publish(course: Course): Promise<void>;
  /** Publishes a course and waits for its roster. */
  opened(changes?: Partial<Course>): Promise<Course>;
  /** Publishes the next version of a course and waits until its roster follows it. */
  changed(course: Course, changes: Partial<Course>): Promise<Course>;
  student(): Promise<TestUser>;
  enroll(courseId: string, student: TestUser): supertest.Test;
  withdraw(courseId: string, student: TestUser): supertest.Test;
  /** Publishes the student's name on the bus. */
  named(student: TestUser, displayName: string): Promise<void>;
  /** Enrolls, completes every lesson, and returns the enrollment. */
  completed(course: Course, student: TestUser): Promise<Enrollment>;
  stop(): Promise<void>;
}

const eventOf = { draft: undefined, published: coursePublished, archived: courseArchived };

/** `behind` puts something between the service and its backing services. */
export async function startRosters(
  behind = (services: BackingServices): Promise<BackingServices> => Promise.resolve(services),
): Promise<Rosters> {
  const backingServices = await behind(await startBackingServices());
  const issuer = await testIssuer();
  const service = await startTestService('enrollments', buildApp, backingServices, issuer.config);
  const request = supertest(service.url);
  const catalog = backingServices.bus('courses');
  await catalog.start();
  await waitFor('the bus', () => catalog.state === 'connected');

  const publish = async (course: Course) => {
    const isFirst = course.version === aCourse().version;
    const contract = course.status === 'published' && !isFirst ? courseChanged : eventOf[course.status];
    if (contract) await catalog.publish(anEvent(contract, course, course));
  };
  const untilFollowed = (course: Course) =>
    waitFor('the roster to follow', async () => {
      const { status, body } = await request.get(`/v1/rosters/${course.id}`);
      const isClosed = course.status === 'archived';
      return status === 200 && body.courseTitle === course.title && (body.status === 'closed') === isClosed;
    });
  const opened = async (changes: Partial<Course> = {}): Promise<Course> => {
    const course = aCourse(changes);
    await publish(course);
    await untilFollowed(course);
    return course;
  };
  const changed = async (course: Course, changes: Partial<Course>): Promise<Course> => {
    const version = course.version + 1;
    const next = { ...course, version, title: `${course.title} ${version}`, ...changes };
    await publish(next);
    await untilFollowed(next);
    return next;
  };
  const enroll = (courseId: string, { headers }: TestUser) =>
    request.put(`/v1/rosters/${courseId}/my-enrollment`).set(headers);
  const completed = async (course: Course, student: TestUser): Promise<Enrollment> => {
    const { body: place } = await enroll(course.id, student).expect(200);
    const path = `/v1/enrollments/${place.id}`;
    await waitFor('the enrollment', async () => (await request.get(path).set(student.headers)).ok);
    for (const { id } of course.lessons)
      await request.put(`${path}/completed-lessons/${id}`).set(student.headers).expect(200);
    return (await request.get(path).set(student.headers).expect(200)).body;
  };
  const named = async ({ id }: TestUser, displayName: string) => {
    const person = { id, displayName, roles: ['student' as const] };
    const identity = backingServices.bus('identity');
    await identity.start();
    await waitFor('the bus', () => identity.state === 'connected');
    await identity.publish(anEvent(accountRegistered, { id, version: 1 }, person));
    await identity.stop();
  };
  return {
    named,
    completed,
    app: service.app,
    url: service.url,
    request,
    backingServices,
    issuer,
    publish,
    opened,
    changed,
    student: () => issuer.user(),
    enroll,
    withdraw: (courseId, { headers }) => request.delete(`/v1/rosters/${courseId}/my-enrollment`).set(headers),
    async stop() {
      await catalog.stop();
      await service.stop();
      await issuer.stop();
      await backingServices.stop();
    },
  };
}
