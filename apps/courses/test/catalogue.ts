import { course as courseSchema, type Course } from '@courses/contracts';
import { startNeighbours, startTestService, type Neighbours, type TestService } from '@courses/testing';
import supertest from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { buildApp } from '../src/app';

/** The service under test, with what its tests do again and again. */
export interface Catalogue {
  app: TestService['app'];
  request: ReturnType<typeof supertest>;
  neighbours: Neighbours;
  draft(fields?: object): Promise<Course>;
  withLesson(course: Course, lesson?: object): Promise<Course>;
  published(fields?: object): Promise<Course>;
  stop(): Promise<void>;
}

export const ifMatch = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` });

export async function startCatalogue(): Promise<Catalogue> {
  const neighbours = await startNeighbours();
  const service = await startTestService('courses', buildApp, neighbours);
  const request = supertest(service.url);

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
    await neighbours.stop();
  };
  return { app: service.app, request, neighbours, draft, withLesson, published, stop };
}
