import { completeLesson, uncompleteLesson, type Enrollment } from './enrollment';

const lessonIds = ['one', 'two'];
const certificate = { id: 'certificate', studentName: 'Ada', courseTitle: 'Knots' };

const anEnrollment = (changes: Partial<Enrollment> = {}): Enrollment => ({
  id: 'enrollment',
  courseId: 'course',
  courseTitle: 'Knots',
  studentId: 'ada',
  enrolledAt: 'then',
  status: 'confirmed',
  completedLessonIds: [],
  version: 1,
  ...changes,
});

const complete = (enrollment: Enrollment, lessonId: string, now = 'now') =>
  completeLesson(enrollment, { lessonId, lessonIds, certificate }, now);
const completed = () => complete(complete(anEnrollment(), 'one').state, 'two').state;

it('issues the certificate with the last lesson, and not before', () => {
  const { state: half } = complete(anEnrollment(), 'one');
  expect(half).not.toHaveProperty('certificate');
  expect(complete(half, 'two')).toMatchObject({
    state: { status: 'completed', completedAt: 'now', certificate },
    events: [{ type: 'enrollment.completed.v1' }],
  });
});

it('marks a lesson as not done, once', () => {
  const { state: half } = complete(anEnrollment(), 'one');
  const { state, events } = uncompleteLesson(half, 'one');
  expect(state).toMatchObject({ completedLessonIds: [], version: half.version + 1 });
  expect(events).toEqual([]);
  expect(uncompleteLesson(state, 'one').state).toBe(state);
});

it('keeps completion and certificate when a lesson is undone and done again', () => {
  const { state: undone } = uncompleteLesson(completed(), 'one');
  expect(undone).toMatchObject({ status: 'completed', completedAt: 'now', certificate });
  const other = { ...certificate, id: 'another' };
  const redone = completeLesson(undone, { lessonId: 'one', lessonIds, certificate: other }, 'later');
  expect(redone).toMatchObject({ state: { completedAt: 'now', certificate }, events: [] });
});

it.each(['waiting', 'withdrawn'] as const)('has no progress to undo while %s', (status) => {
  expect(() => uncompleteLesson(anEnrollment({ status }), 'one')).toThrow(
    expect.objectContaining({ code: 'no-seat' }),
  );
});
