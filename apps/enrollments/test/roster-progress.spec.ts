import { aLesson, waitFor, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let instructor: TestUser;

beforeAll(async () => {
  rosters = await startRosters();
  instructor = await rosters.issuer.user(['instructor']);
});
afterAll(() => rosters.stop());

const read = (path: string, { headers }: TestUser = instructor) => rosters.request.get(path).set(headers);
const exported = (courseId: string, user?: TestUser) => read(`/v1/rosters/${courseId}/export`, user);

/** One who completed the course, one with one of two lessons, and one who waits. */
async function aCourseWithProgress() {
  const lessons = [aLesson(), aLesson()];
  const course = await rosters.opened({ instructorId: instructor.id, capacity: 2, lessons });
  const [ada, bob, eve] = [await rosters.student(), await rosters.student(), await rosters.student()];
  const done = await rosters.completed(course, ada);
  await rosters.completed({ ...course, lessons: lessons.slice(0, 1) }, bob);
  const { body: waiting } = await rosters.enroll(course.id, eve).expect(200);
  return { course, students: { ada, bob, eve }, done, waiting };
}

describe('the seats of a course', () => {
  it('show the progress of each student', async () => {
    const { course, done } = await aCourseWithProgress();
    const { body } = await read(`/v1/rosters/${course.id}/enrollments`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ lessonsDone: 2, lessonCount: 2, completedAt: done.completedAt }),
      expect.objectContaining({ lessonsDone: 1, lessonCount: 2 }),
    ]);
    expect(body.items[1]).not.toHaveProperty('completedAt');
  });

  it('count the lessons that the course has now', async () => {
    const { course } = await aCourseWithProgress();
    await rosters.changed(course, { lessons: [course.lessons[1]!, aLesson(), aLesson()] });
    const { body } = await read(`/v1/rosters/${course.id}/enrollments`).expect(200);
    expect(body.items).toMatchObject([
      { lessonsDone: 1, lessonCount: 3, completedAt: expect.any(String) },
      { lessonsDone: 0, lessonCount: 3 },
    ]);
  });
});

describe('the export of a roster', () => {
  it('has a line for each seat and each who waits', async () => {
    const { course, students, done, waiting } = await aCourseWithProgress();
    await rosters.named(students.ada, 'Ada "the first", Lovelace');
    await rosters.named(students.bob, '=HYPERLINK("http://evil.example")');
    await waitFor('the names', async () => {
      const { body } = await read(`/v1/rosters/${course.id}/enrollments`);
      return body.items.every((item: object) => 'studentName' in item);
    });
    const { text, headers } = await exported(course.id).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=roster.csv',
      'cache-control': 'no-store',
    });
    const { body: seats } = await read(`/v1/rosters/${course.id}/enrollments`);
    const time = (iso: string) => iso.slice(0, 19).replace('T', ' ');
    const lines = [
      '"Name","Status","Enrolled at (UTC)","Lessons done","Lessons of the course","Completed at (UTC)"',
      `"Ada ""the first"", Lovelace","Completed","${time(seats.items[0].enrolledAt)}","2","2","${time(done.completedAt!)}"`,
      `"'=HYPERLINK(""http://evil.example"")","Enrolled","${time(seats.items[1].enrolledAt)}","1","2",""`,
      `"","Waiting","${time(waiting.enrolledAt)}","","",""`,
    ];
    expect(text).toBe(`\ufeff${lines.join('\r\n')}\r\n`);
  });

  it('has all lines of more than one batch, in the order of the roster', async () => {
    const course = await rosters.opened({ instructorId: instructor.id, capacity: 300 });
    const students = await Promise.all(Array.from({ length: 301 }, () => rosters.student()));
    await Promise.all(students.map((student) => rosters.enroll(course.id, student).expect(200)));
    const { text } = await exported(course.id).expect(200);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 301);
    expect(lines.filter((line) => line.includes('"Waiting"'))).toEqual([lines.at(-1)]);
  });

  it('is for the instructor of the course and for admins', async () => {
    const { course, students } = await aCourseWithProgress();
    const otherInstructor = await rosters.issuer.user(['instructor']);
    for (const user of [students.ada, otherInstructor]) await exported(course.id, user).expect(403);
    await exported(course.id, await rosters.issuer.user(['admin'])).expect(200);
    expect((await exported(uuidv7()).expect(404)).body).toMatchObject({ code: 'roster-not-found' });
  });
});
