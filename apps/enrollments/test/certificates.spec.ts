import { aLesson, waitFor, type TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;
let student: TestUser;

beforeAll(async () => {
  rosters = await startRosters();
});
afterAll(() => rosters.stop());
beforeEach(async () => {
  student = await rosters.student();
});

const certificate = (id: string | undefined) => rosters.request.get(`/v1/certificates/${id}`);
const aCompletion = async (title: string) => rosters.completed(await rosters.opened({ title }), student);

describe('a certificate', () => {
  it('tells anybody who has its id the name, the course and the date, and nothing else', async () => {
    await rosters.named(student, 'Ada Lovelace');
    const done = await aCompletion('Knots and ropes');
    await waitFor('the name', async () => (await certificate(done.certificateId)).body.studentName);
    const { body, headers } = await certificate(done.certificateId).expect(200);
    expect(body).toEqual({
      id: done.certificateId,
      studentName: 'Ada Lovelace',
      courseTitle: 'Knots and ropes',
      completedAt: done.completedAt,
    });
    expect(JSON.stringify([body, headers])).not.toContain(student.id);
  });

  it('has an id that says nothing: no version 7, and not the id of the enrollment', async () => {
    const done = await aCompletion('Guess');
    expect(done.certificateId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    await certificate(done.id).expect(404);
  });

  it('keeps the title that the course had then', async () => {
    const course = await rosters.opened({ title: 'Before' });
    const done = await rosters.completed(course, student);
    await rosters.changed(course, { title: 'After' });
    expect((await certificate(done.certificateId).expect(200)).body.courseTitle).toBe('Before');
  });

  it('has the title of the day of completion, not that of the enrollment', async () => {
    const course = await rosters.opened({ title: 'Before' });
    await rosters.enroll(course.id, student).expect(200);
    const changed = await rosters.changed(course, { title: 'Meanwhile' });
    const done = await rosters.completed(changed, student);
    expect((await certificate(done.certificateId).expect(200)).body.courseTitle).toBe('Meanwhile');
  });

  it('stays when a lesson is undone, and when the student leaves the course', async () => {
    const course = await rosters.opened({ lessons: [aLesson(), aLesson()] });
    const done = await rosters.completed(course, student);
    const { body: before } = await certificate(done.certificateId).expect(200);
    await rosters.request
      .delete(`/v1/enrollments/${done.id}/completed-lessons/${course.lessons[0]?.id}`)
      .set(student.headers)
      .expect(200);
    await rosters.withdraw(course.id, student).expect(204);
    expect((await certificate(done.certificateId).expect(200)).body).toEqual(before);
  });

  it('is not found by an unknown id', async () => {
    expect((await certificate(uuidv7()).expect(404)).body).toMatchObject({ code: 'certificate-not-found' });
    await certificate('42').expect(400);
  });
});
