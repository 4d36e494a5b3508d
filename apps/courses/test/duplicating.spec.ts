import type { Course } from '@courses/contracts';
import type { TestUser } from '@courses/testing';
import { ifMatch, startCatalog, type Catalog } from './catalog';

let catalog: Catalog;
let owner: TestUser;

beforeAll(async () => {
  catalog = await startCatalog();
  owner = await catalog.issuer.user(['instructor']);
});
afterAll(() => catalog.stop());

const duplicate = (course: Course, user = owner) =>
  catalog.as(user).post(`/v1/courses/${course.id}/duplicate`);
const published = (title: string) => catalog.published({ instructorId: owner.id, title });

describe('duplicating a course', () => {
  it('creates a draft with the same fields and lessons, and leaves the course as it is', async () => {
    const course = await published('Knots');
    const { body: copy, headers } = await duplicate(course).expect(201);
    const { summary, description, level, tags, capacity } = course;
    expect(copy).toMatchObject({ summary, description, level, tags, capacity, title: 'Copy of Knots' });
    expect(copy).toMatchObject({ status: 'draft', version: 1, instructorId: owner.id });
    expect(copy).not.toHaveProperty('publishedAt');
    expect(headers).toMatchObject({ location: `/v1/courses/${copy.id}`, etag: '"1"' });
    const withoutIds = ({ lessons }: Course) => lessons.map(({ id: _, ...lesson }) => lesson);
    expect(withoutIds(copy)).toEqual(withoutIds(course));
    const ids = [course, copy].flatMap(({ id, lessons }: Course) => [id, ...lessons.map((each) => each.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    await catalog.as(owner).get(`/v1/courses/${copy.id}`).expect(200);
  });

  it('has the copy of the preview lesson for its preview', async () => {
    const course = await published('Preview');
    const { body: changed } = await catalog
      .as(owner)
      .patch(`/v1/courses/${course.id}`)
      .set(ifMatch(course))
      .send({ previewLessonId: course.lessons[0]?.id })
      .expect(200);
    const { body: copy } = await duplicate(changed).expect(201);
    expect(copy.previewLessonId).toBe(copy.lessons[0].id);
    expect(copy.previewLessonId).not.toBe(changed.previewLessonId);
  });

  it('works for an archived course, and the copy can be changed and published', async () => {
    const course = await published('Old');
    await catalog.as(owner).post(`/v1/courses/${course.id}/archive`).expect(200);
    const { body: copy } = await duplicate(course).expect(201);
    const path = `/v1/courses/${copy.id}`;
    const { body: changed } = await catalog
      .as(owner)
      .patch(path)
      .set(ifMatch(copy))
      .send({ title: 'New' })
      .expect(200);
    await catalog.as(owner).post(`${path}/publish`).set(ifMatch(changed)).expect(200);
  });

  it('creates one copy for repeated and concurrent requests with the same key', async () => {
    const course = await published('Once');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => duplicate(course).set('idempotency-key', 'once').expect(201)),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const other = await duplicate(await published('Other'))
      .set('idempotency-key', 'once')
      .expect(422);
    expect(other.body.code).toBe('idempotency-key-reused');
    expect((await duplicate(course).expect(201)).body.id).not.toBe(answers[0]?.body.id);
  });

  it('keeps the title within its limit, without half a character', async () => {
    // The limit is within the surrogate pair.
    const course = await published(`${'x'.repeat(191)}😀`);
    const { body: copy } = await duplicate(course).expect(201);
    expect(copy.title).toBe(`Copy of ${'x'.repeat(191)}`);
  });

  it('leaves a draft without a title without one', async () => {
    const draft = await catalog.draft({ instructorId: owner.id, title: '' });
    expect((await duplicate(draft).expect(201)).body.title).toBe('');
  });

  it('keeps the instructor when an admin does it', async () => {
    const { body } = await duplicate(await published('By an admin'), await catalog.issuer.user(['admin']));
    expect(body.instructorId).toBe(owner.id);
  });
});
