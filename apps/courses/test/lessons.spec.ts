import type { Course } from '@courses/contracts';
import { ifMatch, startCatalog, type Catalog } from './catalog';

let catalog: Catalog;

beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const titles = (course: Course) => course.lessons.map(({ title }) => title);

async function threeLessons(): Promise<Course> {
  let course = await catalog.draft();
  for (const title of ['one', 'two', 'three']) course = await catalog.withLesson(course, { title });
  return course;
}

describe('the courses service', () => {
  it('adds a lesson at the end by default, or at the requested position', async () => {
    const course = await threeLessons();
    expect(titles(course)).toEqual(['one', 'two', 'three']);
    expect(titles(await catalog.withLesson(course, { title: 'zero', position: 0 }))).toEqual([
      'zero',
      'one',
      'two',
      'three',
    ]);
  });

  it('changes one lesson and increments the version of the course', async () => {
    const course = await threeLessons();
    const path = `/v1/courses/${course.id}/lessons/${course.lessons[1]?.id}`;
    const answer = await catalog.request
      .patch(path)
      .set(ifMatch(course))
      .send({ content: 'New text' })
      .expect(200);
    expect(answer.body.lessons[1]).toEqual({ ...course.lessons[1], content: 'New text' });
    expect(answer.body.version).toBe(course.version + 1);
  });

  it('removes a lesson and keeps the order of the others', async () => {
    const course = await threeLessons();
    const path = `/v1/courses/${course.id}/lessons/${course.lessons[0]?.id}`;
    const answer = await catalog.request.delete(path).set(ifMatch(course)).expect(200);
    expect(titles(answer.body as Course)).toEqual(['two', 'three']);
  });

  it('reorders the lessons of a course', async () => {
    const course = await threeLessons();
    const lessonIds = course.lessons.map(({ id }) => id).reverse();
    const answer = await catalog.request
      .put(`/v1/courses/${course.id}/lesson-order`)
      .set(ifMatch(course))
      .send({ lessonIds })
      .expect(200);
    expect(titles(answer.body as Course)).toEqual(['three', 'two', 'one']);
  });

  it('rejects an order that omits, repeats or invents a lesson', async () => {
    const course = await threeLessons();
    const [a, b, c] = course.lessons.map(({ id }) => id);
    for (const lessonIds of [
      [a, b],
      [a, b, b],
      [a, b, c, c],
      [a, b, course.id],
    ]) {
      const answer = await catalog.request
        .put(`/v1/courses/${course.id}/lesson-order`)
        .set(ifMatch(course))
        .send({ lessonIds })
        .expect(422);
      expect(answer.body).toMatchObject({ code: 'lesson-order-mismatch' });
    }
  });

  it('responds with lesson-not-found when the course has no lesson with the id', async () => {
    const course = await threeLessons();
    const path = `/v1/courses/${course.id}/lessons/${course.id}`;
    const answer = await catalog.request.patch(path).set(ifMatch(course)).send({ title: 'x' }).expect(404);
    expect(answer.body).toMatchObject({ code: 'lesson-not-found' });
    await catalog.request.delete(path).set(ifMatch(course)).expect(404);
  });

  it('accepts lesson content up to 64 KiB in UTF-8 and rejects more', async () => {
    const course = await catalog.draft();
    const content = '€'.repeat(21_845);
    expect(Buffer.byteLength(content)).toBe(65_535);
    expect((await catalog.withLesson(course, { content })).lessons[0]?.content).toBe(content);
    const answer = await catalog.request
      .post(`/v1/courses/${course.id}/lessons`)
      .set(ifMatch({ version: 2 }))
      .send({ title: 'Too long', durationMinutes: 1, content: `${content}€` })
      .expect(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ in: 'body', pointer: '/content' })]);
  });

  it('rejects a lesson when the content of all lessons would exceed 2 MiB', async () => {
    let course = await catalog.draft();
    const content = 'x'.repeat(65_536);
    for (let count = 0; count < 32; count += 1) course = await catalog.withLesson(course, { content });
    const answer = await catalog.request
      .post(`/v1/courses/${course.id}/lessons`)
      .set(ifMatch(course))
      .send({ title: 'One more', durationMinutes: 1, content: 'x' })
      .expect(422);
    expect(answer.body).toMatchObject({ code: 'course-too-large' });
  });
});
