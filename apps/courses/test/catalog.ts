import { course as courseSchema, type Course } from '@courses/contracts';
import {
  startBackingServices,
  startTestService,
  testIssuer,
  type BackingServices,
  type TestIssuer,
  type TestService,
  type TestUser,
} from '@courses/testing';
import supertest from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { buildApp } from '../src/app';

/** The service under test, with what its tests do again and again. */
export interface Catalog {
  url: string;
  app: TestService['app'];
  /** As an admin, who may do everything; access.spec.ts is about the others. */
  request: ReturnType<typeof supertest.agent>;
  /** As this person, or as nobody. */
  as(user?: TestUser): ReturnType<typeof supertest.agent>;
  issuer: TestIssuer;
  backingServices: BackingServices;
  draft(fields?: object): Promise<Course>;
  withLesson(course: Course, lesson?: object): Promise<Course>;
  published(fields?: object): Promise<Course>;
  stop(): Promise<void>;
}

export const ifMatch = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` });

export async function startCatalog(): Promise<Catalog> {
  const backingServices = await startBackingServices();
  const issuer = await testIssuer();
  const service = await startTestService('courses', buildApp, backingServices, issuer.config);
  const as = (user?: TestUser) => supertest.agent(service.url).set(user?.headers ?? {});
  const request = as(await issuer.user(['admin']));

  const draft = async (fields: object = {}): Promise<Course> => {
    const body = { instructorId: uuidv7(), title: 'Knots', summary: 'Eight knots for life', ...fields };
    return courseSchema.parse((await request.post('/v1/courses').send(body).expect(201)).body);
  };
  const withLesson = async (course: Course, lesson: object = {}): Promise<Course> => {
    const body = {
      title: 'The bowline',
      durationMinutes: 10,
      content: 'Out of the hole, round the tree.',
      ...lesson,
    };
    const answer = await request
      .post(`/v1/courses/${course.id}/lessons`)
      .set(ifMatch(course))
      .send(body)
      .expect(201);
    return courseSchema.parse(answer.body);
  };
  const published = async (fields: object = {}): Promise<Course> => {
    const { id } = await withLesson(await draft(fields));
    return courseSchema.parse((await request.post(`/v1/courses/${id}/publish`).expect(200)).body);
  };
  const stop = async () => {
    await service.stop();
    await issuer.stop();
    await backingServices.stop();
  };
  return {
    url: service.url,
    app: service.app,
    request,
    as,
    issuer,
    backingServices,
    draft,
    withLesson,
    published,
    stop,
  };
}
