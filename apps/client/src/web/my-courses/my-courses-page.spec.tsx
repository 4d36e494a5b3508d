/** @jest-environment ./test/browser-environment.cjs */
import type { Enrollment } from '@courses/contracts';
import { screen, within } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import { aCourse, idOf, json, startStubApi, type StubApi } from '../../../test/stub-api';

let api: StubApi;

const anEnrollment = (number: number, changes: Partial<Enrollment>): Enrollment => ({
  id: idOf(number),
  courseId: idOf(number + 100),
  courseTitle: `Course ${number}`,
  studentId: idOf(60),
  enrolledAt: '2026-10-02T10:00:00.000Z',
  status: 'confirmed',
  completedLessonIds: [],
  lessonCount: 2,
  ...changes,
});

beforeEach(async () => {
  api = await startStubApi();
  const user = { id: idOf(60), email: '', displayName: 'Sam', roles: ['student'] };
  api.on('/session', json({ user, howItWorks: false }));
  for (let number = 101; number < 110; number += 1)
    api.on(`/api/v1/courses/${idOf(number)}`, json(aCourse({ id: idOf(number) })));
});
afterEach(() => api.stop());

const enrollmentsAre = (...items: Enrollment[]) => api.on('/api/v1/enrollments', json({ items }));
const region = (name: string) => screen.findByRole('region', { name });

it('tells a student without courses where to find one', async () => {
  enrollmentsAre();
  openPage('/my-courses');
  expect(await screen.findByText('You haven’t joined any courses yet')).toBeInTheDocument();
});

it('links a completed course to its certificate', async () => {
  const completed = { status: 'completed', completedAt: '2025-11-28T10:00:00.000Z' } as const;
  enrollmentsAre(anEnrollment(1, { ...completed, certificateId: idOf(90) }));
  openPage('/my-courses');
  const row = await region('Completed');
  expect(within(row).getByText('Completed on 28 November 2025')).toBeInTheDocument();
  const link = within(row).getByRole('link', { name: 'Certificate for Course 1' });
  expect(link).toHaveAttribute('href', `/certificates/${idOf(90)}`);
});

it('tells a student who was removed why, and leads to the course', async () => {
  const withdrawal = { reason: 'removed', note: 'You moved to Tuesday.' } as const;
  enrollmentsAre(anEnrollment(1, { status: 'withdrawn', withdrawal }));
  openPage('/my-courses');
  const row = await region('No longer enrolled');
  expect(row).toHaveTextContent('You were removed from this course. Reason: You moved to Tuesday.');
  expect(within(row).getByRole('link', { name: 'Course 1' })).toHaveAttribute(
    'href',
    `/courses/${idOf(101)}`,
  );
});

it('does not show what the student left, nor a removal from a course that they came back to', async () => {
  const removed = { status: 'withdrawn', withdrawal: { reason: 'removed', note: 'Moved.' } } as const;
  enrollmentsAre(
    anEnrollment(4, { status: 'withdrawn', withdrawal: { reason: 'course-archived' } }),
    anEnrollment(3, { courseTitle: 'Again' }),
    anEnrollment(2, { ...removed, courseId: idOf(103), courseTitle: 'Before' }),
    anEnrollment(1, { status: 'withdrawn', withdrawal: { reason: 'student' } }),
  );
  openPage('/my-courses');
  const ended = await region('No longer enrolled');
  expect(within(ended).getAllByRole('listitem')).toHaveLength(1);
  expect(ended).toHaveTextContent('The course was archived before a seat became free.');
  expect(screen.queryByText('Before')).not.toBeInTheDocument();
});
