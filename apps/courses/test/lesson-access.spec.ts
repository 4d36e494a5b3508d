import {
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWithdrawn,
  type Course,
} from '@courses/contracts';
import type { Bus } from '@courses/messaging';
import { anEvent, waitFor, type TestUser } from '@courses/testing';
import { createConnection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import { ifMatch, startCatalog, type Catalog } from './catalog';

const secret = 'Out of the hole, round the tree.';
const open = 'Anybody may read this.';
let catalog: Catalog;
let enrollments: Bus;
let owner: TestUser;
let course: Course;

beforeAll(async () => {
  catalog = await startCatalog();
  enrollments = catalog.backingServices.bus('enrollments');
  await enrollments.start();
  await waitFor('the bus', () => enrollments.state === 'connected');
  owner = await catalog.issuer.user(['instructor']);
  course = await withPreview(await catalog.published({ instructorId: owner.id }));
});
afterAll(async () => {
  await enrollments.stop();
  await catalog.stop();
});

/** A second lesson, which everybody may read. */
async function withPreview(of: Course): Promise<Course> {
  const two = await catalog.withLesson(of, { title: 'Preview', content: open });
  const previewLessonId = two.lessons[1]?.id;
  const change = catalog.request.patch(`/v1/courses/${of.id}`).set(ifMatch(two)).send({ previewLessonId });
  return (await change.expect(200)).body as Course;
}

const contracts = { 2: enrollmentConfirmed, 3: enrollmentCompleted, 4: enrollmentWithdrawn } as const;
type Version = keyof typeof contracts;

interface Enrolled {
  id: string;
  student: TestUser;
  of: Course;
}

const enrolled = async (of = course): Promise<Enrolled> => ({
  id: uuidv7(),
  student: await catalog.issuer.user(['student']),
  of,
});

/** Publishes that the enrollment has reached this version. */
async function reach(version: Version, { id, student, of }: Enrolled): Promise<void> {
  const facts = { id, courseId: of.id, courseTitle: of.title, studentId: student.id };
  const enrolledAt = '2026-01-07T09:00:00.000Z';
  const more = { 2: {}, 3: { completedAt: enrolledAt }, 4: { reason: 'student' } }[version];
  await enrollments.publish(anEvent(contracts[version], { id, version }, { ...facts, enrolledAt, ...more }));
}

const content = (user?: TestUser, of = course) => catalog.as(user).get(`/v1/courses/${of.id}/content`);
const untilStatus = (status: number, { student, of }: Enrolled) =>
  waitFor(`status ${status}`, async () => (await content(student, of)).status === status);

/** Every event before has been processed when this one has. */
async function untilProcessed(): Promise<void> {
  const last = await enrolled();
  await reach(2, last);
  await untilStatus(200, last);
  await reach(3, last);
  await reach(4, last);
  await untilStatus(403, last);
}

describe('what everybody may read of a course', () => {
  it('has the content of the preview lesson only, for the instructor too', async () => {
    for (const user of [undefined, owner, await catalog.issuer.user(['student'])]) {
      const { body, text } = await catalog.as(user).get(`/v1/courses/${course.id}`).expect(200);
      expect(text).not.toContain(secret);
      const [{ content: _hidden, ...first }, second] = course.lessons as [
        Course['lessons'][0],
        Course['lessons'][0],
      ];
      expect(body).toEqual({ ...course, lessons: [first, second] });
    }
  });

  it('has no content in lists, searches and lists of archived courses', async () => {
    for (const query of ['', '?search=knots', '?status=archived', `?instructorId=${owner.id}`]) {
      for (const user of [undefined, owner])
        expect((await catalog.as(user).get(`/v1/courses${query}`).expect(200)).text).not.toMatch(
          /Out of|Anybody/,
        );
    }
  });

  it('loses the preview at once when another lesson is chosen, none is, or it is removed', async () => {
    let now = await withPreview(await catalog.published());
    const read = async () => (await catalog.as().get(`/v1/courses/${now.id}`).expect(200)).body as Course;
    const choose = async (previewLessonId: string | null) => {
      const change = catalog.request
        .patch(`/v1/courses/${now.id}`)
        .set(ifMatch(now))
        .send({ previewLessonId });
      now = (await change.expect(200)).body;
    };
    const [first, second] = now.lessons.map(({ id }) => id) as [string, string];
    expect((await read()).lessons.map((lesson) => lesson.content)).toEqual([undefined, open]);
    await choose(first);
    expect((await read()).lessons.map((lesson) => lesson.content)).toEqual([secret, undefined]);
    await choose(null);
    expect(await read()).not.toHaveProperty('previewLessonId');
    await choose(second);
    const gone = catalog.request.delete(`/v1/courses/${now.id}/lessons/${second}`).set(ifMatch(now));
    now = (await gone.expect(200)).body;
    expect(now).not.toHaveProperty('previewLessonId');
    expect((await read()).lessons).toEqual([expect.not.objectContaining({ content: secret })]);
    expect(await read()).not.toHaveProperty('previewLessonId');
  });

  it('rejects a preview that is not a lesson of the course', async () => {
    const change = (previewLessonId: unknown) =>
      catalog.request.patch(`/v1/courses/${course.id}`).set(ifMatch(course)).send({ previewLessonId });
    expect((await change(uuidv7()).expect(404)).body.code).toBe('lesson-not-found');
    expect((await change('first').expect(400)).body.code).toBe('validation-failed');
  });
});

describe('the content of the lessons', () => {
  it('is returned to the instructor and to admins, and is never stored by a cache', async () => {
    for (const user of [owner, await catalog.issuer.user(['admin'])]) {
      const { headers } = await content(user).expect(200, course);
      expect(headers).toMatchObject({ etag: `"${course.version}"`, 'cache-control': 'no-store' });
    }
  });

  it('is refused without a token, and to everybody without a seat', async () => {
    expect((await content().expect(401)).body.code).toBe('unauthenticated');
    for (const roles of [['student'], ['instructor'], []] as const) {
      const { body, text, headers } = await content(await catalog.issuer.user([...roles])).expect(403);
      expect(body.code).toBe('seat-required');
      expect(text).not.toContain(secret);
      expect(headers.etag).toBeUndefined();
    }
  });

  it('is refused in the same way to conditional requests and HEAD, after others have read it', async () => {
    await content(owner).expect(200);
    for (const user of [undefined, await catalog.issuer.user(['student'])]) {
      const status = user ? 403 : 401;
      await content(user).set('if-none-match', `"${course.version}"`).expect(status);
      await content(user).set('if-none-match', '*').expect(status);
      await content(user).set('if-match', `"${course.version}"`).expect(status);
      const { headers } = await catalog.as(user).head(`/v1/courses/${course.id}/content`).expect(status);
      expect(headers.etag).toBeUndefined();
    }
    await content(owner).set('if-none-match', `"${course.version}"`).expect(304);
  });

  it('of a draft does not exist for others', async () => {
    const draft = await catalog.withLesson(await catalog.draft({ instructorId: owner.id }));
    await content(owner, draft).expect(200, draft);
    const { body } = await content(await catalog.issuer.user(['student']), draft).expect(404);
    expect(body.code).toBe('course-not-found');
  });

  it('is returned to a student from the event of the seat until that of its withdrawal', async () => {
    const one = await enrolled();
    await content(one.student).expect(403);
    await reach(2, one);
    await untilStatus(200, one);
    await content(one.student).expect(200, course);
    await content((await enrolled()).student).expect(403);
    await content(one.student, await catalog.published()).expect(403);
    await reach(3, one);
    await untilProcessed();
    await content(one.student).expect(200);
    await reach(4, one);
    await untilStatus(403, one);
  });

  it('is returned after a completion whose confirmation is delivered late, and twice', async () => {
    const one = await enrolled();
    await reach(3, one);
    await untilStatus(200, one);
    await reach(2, one);
    await reach(2, one);
    await untilProcessed();
    await content(one.student).expect(200);
  });

  it('stays refused when older events are delivered after the withdrawal', async () => {
    const one = await enrolled();
    await reach(4, one);
    for (const version of [2, 3, 2] as const) await reach(version, one);
    await untilProcessed();
    await content(one.student).expect(403);
  });

  it('is returned again to a student who comes back, whose new enrollment the old one cannot end', async () => {
    const first = await enrolled();
    const second = { ...first, id: uuidv7() };
    await reach(2, second);
    await untilStatus(200, second);
    await reach(2, first);
    await reach(4, first);
    await untilProcessed();
    await content(first.student).expect(200);
  });

  it('is returned again when the events are published again after the projection was lost', async () => {
    const one = await enrolled();
    await reach(2, one);
    await reach(3, one);
    await untilStatus(200, one);
    const connection = await createConnection(catalog.backingServices.mongodbUri).asPromise();
    await connection.collection('seats').deleteMany({});
    await connection.close();
    await content(one.student).expect(403);
    await reach(3, one);
    await untilStatus(200, one);
  });

  it('of an archived course stays with those who have a seat, and with nobody else', async () => {
    const of = await catalog.published();
    const one = await enrolled(of);
    await reach(2, one);
    await untilStatus(200, one);
    const archived = (await catalog.request.post(`/v1/courses/${of.id}/archive`).expect(200)).body;
    await content(one.student, of).expect(200, archived);
    await content((await enrolled(of)).student, of).expect(403);
    expect((await catalog.as().get(`/v1/courses/${of.id}`).expect(200)).text).not.toContain(secret);
  });
});
