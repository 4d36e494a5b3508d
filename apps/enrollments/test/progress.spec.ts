import { enrollmentCompleted, type Enrollment } from '@courses/contracts';
import { aLesson, recordEvents, waitFor, type EventRecorder, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let completed: EventRecorder<typeof enrollmentCompleted>;

beforeAll(async () => {
  rosters = await startRosters();
  completed = await recordEvents(rosters.backingServices, enrollmentCompleted);
});
afterAll(async () => {
  await completed.stop();
  await rosters.stop();
});

const listed = async ({ headers }: TestUser, query = {}): Promise<Enrollment[]> =>
  (await rosters.request.get('/v1/enrollments').set(headers).query(query).expect(200)).body.items;

/** Enrolls, and waits until the student sees it in this state. */
async function enrolled(courseId: string, student: TestUser, status = 'confirmed'): Promise<Enrollment> {
  const { body: place } = await rosters.enroll(courseId, student).expect(200);
  return inState(student, place.id, status);
}

const inState = (student: TestUser, id: string, status: string): Promise<Enrollment> =>
  waitFor(`the enrollment to be ${status}`, async () =>
    (await listed(student)).find((each) => each.id === id && each.status === status),
  );

const tick = ({ headers }: TestUser, enrollmentId: string, lessonId: string) =>
  rosters.request.put(`/v1/enrollments/${enrollmentId}/completed-lessons/${lessonId}`).set(headers);

const untick = ({ headers }: TestUser, enrollmentId: string, lessonId: string) =>
  rosters.request.delete(`/v1/enrollments/${enrollmentId}/completed-lessons/${lessonId}`).set(headers);

const twoLessons = () => [aLesson(), aLesson()];

describe('my enrollments', () => {
  it('lists only the own enrollments, newest first, page by page', async () => {
    const courses = [await rosters.opened(), await rosters.opened(), await rosters.opened()];
    const [me, other] = [await rosters.student(), await rosters.student()];
    for (const { id } of courses) await enrolled(id, me);
    await enrolled(courses[0]!.id, other);
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor ? { cursor } : {}) };
      const { body } = await rosters.request.get('/v1/enrollments').set(me.headers).query(query).expect(200);
      walked.push(...body.items.map(({ courseId }: Enrollment) => courseId));
      cursor = body.nextCursor;
    } while (cursor);
    expect(walked).toEqual(courses.map(({ id }) => id).reverse());
  });

  it('shows the current status of each enrollment', async () => {
    const course = await rosters.opened({ capacity: 1 });
    const [first, second] = [await rosters.student(), await rosters.student()];
    const seat = await enrolled(course.id, first);
    const waiting = await enrolled(course.id, second, 'waiting');
    await rosters.withdraw(course.id, first).expect(204);
    await inState(first, seat.id, 'withdrawn');
    await inState(second, waiting.id, 'confirmed');
    expect(await listed(first, { status: 'confirmed' })).toEqual([]);
    expect(await listed(second, { status: 'confirmed' })).toHaveLength(1);
  });
});

describe('a lesson', () => {
  it('can be completed repeatedly; the last one completes the course and publishes it', async () => {
    const lessons = twoLessons();
    const course = await rosters.opened({ lessons, title: 'Two lessons' });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    const [one, two] = lessons.map((lesson) => lesson.id) as [string, string];
    for (let times = 0; times < 2; times += 1) {
      const { body } = await tick(student, id, one).expect(200);
      expect(body).toMatchObject({ status: 'confirmed', completedLessonIds: [one], lessonCount: 2 });
    }
    const { body: done } = await tick(student, id, two).expect(200);
    expect(done).toMatchObject({ status: 'completed', completedLessonIds: [one, two] });
    expect(await completed.about(id)).toMatchObject({
      aggregateVersion: 3,
      data: { id, courseTitle: 'Two lessons', studentId: student.id, completedAt: done.completedAt },
    });
    expect((await tick(student, id, two).expect(200)).body).toEqual(done);
    await rosters.request.get(`/v1/enrollments/${id}`).set(student.headers).expect(200, done);
  });

  it('is not lost when two are completed concurrently, and the course is completed once', async () => {
    const lessons = Array.from({ length: 6 }, () => aLesson());
    const course = await rosters.opened({ lessons });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    await Promise.all([...lessons, ...lessons].map((lesson) => tick(student, id, lesson.id).expect(200)));
    await completed.about(id);
    expect(await listed(student)).toMatchObject([{ status: 'completed', lessonCount: 6 }]);
    expect(completed.messages.filter(({ subject }) => subject === id)).toHaveLength(1);
  });

  it('that is added later does not undo a completion; one that is removed does not count', async () => {
    const lessons = twoLessons();
    const course = await rosters.opened({ lessons });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    for (const lesson of lessons) await tick(student, id, lesson.id).expect(200);
    await rosters.changed(course, { lessons: [lessons[1]!, aLesson()] });
    expect(await listed(student)).toMatchObject([
      { status: 'completed', completedLessonIds: [lessons[1]!.id], lessonCount: 2 },
    ]);
  });

  it('cannot be completed without a seat, nor in another course', async () => {
    const lessons = twoLessons();
    const course = await rosters.opened({ lessons, capacity: 1 });
    const [seated, waits] = [await rosters.student(), await rosters.student()];
    const seat = await enrolled(course.id, seated);
    const waiting = await enrolled(course.id, waits, 'waiting');
    const refused = await tick(waits, waiting.id, lessons[0]!.id).expect(409);
    expect(refused.body).toMatchObject({ code: 'no-seat' });
    expect((await tick(seated, seat.id, uuidv7()).expect(404)).body).toMatchObject({
      code: 'lesson-not-found',
    });
    await rosters.withdraw(course.id, seated).expect(204);
    await inState(seated, seat.id, 'withdrawn');
    await tick(seated, seat.id, lessons[0]!.id).expect(409);
  });

  it('can be completed after the course was archived', async () => {
    const lessons = twoLessons();
    const course = await rosters.opened({ lessons });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    await rosters.changed(course, { status: 'archived' });
    for (const lesson of lessons) await tick(student, id, lesson.id).expect(200);
    await completed.about(id);
  });

  it('can be marked as not done; a completed course stays completed', async () => {
    const lessons = twoLessons();
    const course = await rosters.opened({ lessons });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    const [one, two] = lessons.map((lesson) => lesson.id) as [string, string];
    await tick(student, id, one).expect(200);
    for (let times = 0; times < 2; times += 1) {
      const { body } = await untick(student, id, one).expect(200);
      expect(body).toMatchObject({ status: 'confirmed', completedLessonIds: [], lessonCount: 2 });
    }
    await untick(await rosters.student(), id, one).expect(404);
    await tick(student, id, one).expect(200);
    const { body: done } = await tick(student, id, two).expect(200);
    const { body: undone } = await untick(student, id, two).expect(200);
    expect(undone).toEqual({ ...done, completedLessonIds: [one] });
    expect((await tick(student, id, two).expect(200)).body).toEqual(done);
  });

  it('is done or not done when both are requested at once, and never lost beside another', async () => {
    const lessons = Array.from({ length: 5 }, () => aLesson());
    const course = await rosters.opened({ lessons: [...lessons, aLesson()] });
    const student = await rosters.student();
    const { id } = await enrolled(course.id, student);
    await tick(student, id, lessons[0]!.id).expect(200);
    await Promise.all([
      untick(student, id, lessons[0]!.id).expect(200),
      ...lessons.slice(1).map((lesson) => tick(student, id, lesson.id).expect(200)),
    ]);
    expect(await listed(student)).toMatchObject([
      { status: 'confirmed', completedLessonIds: lessons.slice(1).map((lesson) => lesson.id) },
    ]);
  });
});
