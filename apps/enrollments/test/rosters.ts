import { coursePublished, type Course } from '@courses/contracts';
import {
  aCourse,
  anEvent,
  startNeighbours,
  startTestService,
  waitFor,
  type Neighbours,
  type TestService,
} from '@courses/testing';
import supertest from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { buildApp } from '../src/app';

/** The service under test, fed with events as the catalogue would publish them. */
export interface Rosters {
  app: TestService['app'];
  request: ReturnType<typeof supertest>;
  neighbours: Neighbours;
  /** Publishes a course on the bus. */
  announce(course: Course): Promise<void>;
  /** Publishes a course and waits for its roster. */
  opened(changes?: Partial<Course>): Promise<Course>;
  enroll(courseId: string, studentId?: string, key?: string): supertest.Test;
  stop(): Promise<void>;
}

export async function startRosters(): Promise<Rosters> {
  const neighbours = await startNeighbours();
  const service = await startTestService('enrollments', buildApp, neighbours);
  const request = supertest(service.url);
  const catalogue = neighbours.bus('courses');
  await catalogue.start();
  await waitFor('the bus', () => catalogue.state === 'connected');

  const announce = (course: Course) => catalogue.publish(anEvent(coursePublished, course, course));
  const opened = async (changes: Partial<Course> = {}): Promise<Course> => {
    const course = aCourse(changes);
    await announce(course);
    await waitFor('the roster', async () => (await request.get(`/v1/rosters/${course.id}`)).status === 200);
    return course;
  };
  const enroll = (courseId: string, studentId = uuidv7(), key?: string) =>
    request
      .post(`/v1/rosters/${courseId}/enrollments`)
      .set(key ? { 'idempotency-key': key } : {})
      .send({ studentId });
  const stop = async () => {
    await catalogue.stop();
    await service.stop();
    await neighbours.stop();
  };
  return { app: service.app, request, neighbours, announce, opened, enroll, stop };
}
