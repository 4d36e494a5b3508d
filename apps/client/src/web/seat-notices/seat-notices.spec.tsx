/** @jest-environment ./test/browser-environment.cjs */
import type { Enrollment } from '@courses/contracts';
import { screen, waitFor } from '@testing-library/react';
import { sendLiveEvent } from '../../../test/fake-event-source';
import { openPage } from '../../../test/render-app';
import { idOf, json, page, startStubApi, type StubApi } from '../../../test/stub-api';

let api: StubApi;

const aSeat = (number: number, changes: Partial<Enrollment> = {}): Enrollment => ({
  id: idOf(number),
  courseId: idOf(number + 100),
  courseTitle: `Course ${number}`,
  studentId: idOf(60),
  enrolledAt: '2026-10-02T10:00:00.000Z',
  promotedAt: '2026-10-03T10:00:00.000Z',
  status: 'confirmed',
  completedLessonIds: [],
  lessonCount: 2,
  ...changes,
});

const seatsAre = (...items: Enrollment[]) => api.on('/api/v1/enrollments', json({ items }));
const signIn = (...roles: string[]) =>
  api.on(
    '/session',
    json({ user: { id: idOf(60), email: '', displayName: 'Sam', roles }, howItWorks: false }),
  );
const seatLink = (number: number) => screen.findByRole('link', { name: `Course ${number}` });

beforeEach(async () => {
  localStorage.clear();
  api = await startStubApi();
  signIn('student');
  api.on('/api/v1/courses', json(page([])));
  seatsAre();
});
afterEach(() => api.stop());

it('tells on any page of a seat that came while the student was away, and links to the lessons', async () => {
  seatsAre(aSeat(1));
  openPage('/');
  const link = await seatLink(1);
  expect(link).toHaveAttribute('href', `/courses/${idOf(101)}/learn`);
  expect(link.closest('[role=status]')).toHaveTextContent('You have a seat in Course 1');
});

it('tells as soon as the stream says so, also when the enrollment follows later', async () => {
  openPage('/');
  await waitFor(() => expect(api.requests.filter((path) => path.includes('enrollments'))).toHaveLength(1));
  sendLiveEvent('change', { what: 'seat', courseId: idOf(101) });
  await waitFor(() => expect(api.requests.filter((path) => path.includes('enrollments'))).toHaveLength(2));
  seatsAre(aSeat(1));
  await seatLink(1);
});

it.each([
  ['that was free', { promotedAt: undefined }],
  ['whose lessons were begun', { completedLessonIds: [idOf(11)] }],
])('does not tell of a seat %s', async (_what, changes) => {
  seatsAre(aSeat(1, changes), aSeat(2));
  openPage('/');
  await seatLink(2);
  expect(screen.queryByRole('link', { name: 'Course 1' })).not.toBeInTheDocument();
});

it('is dismissed for good, and passes the focus on', async () => {
  seatsAre(aSeat(1), aSeat(2));
  const user = openPage('/');
  await user.click(await screen.findByRole('button', { name: /about Course 1/ }));
  expect(screen.queryByRole('link', { name: 'Course 1' })).not.toBeInTheDocument();
  const other = screen.getByRole('button', { name: /about Course 2/ });
  expect(other).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('main')).toHaveFocus();
  expect(localStorage.getItem('seen-seats')).toBe(`${idOf(1)} ${idOf(2)}`);
});

it('does not tell again of a seat that was dismissed', async () => {
  localStorage.setItem('seen-seats', idOf(1));
  seatsAre(aSeat(1), aSeat(2));
  openPage('/');
  await seatLink(2);
  expect(screen.queryByRole('link', { name: 'Course 1' })).not.toBeInTheDocument();
});

it('is not asked for by those who are no students', async () => {
  signIn('instructor');
  openPage('/');
  await screen.findByRole('link', { name: 'Teach' });
  expect(api.requests.filter((path) => path.includes('enrollments'))).toEqual([]);
});
