/** @jest-environment ./test/browser-environment.cjs */
import type { Enrollment, Place } from '@courses/contracts';
import { screen, waitFor } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import {
  aCourse,
  anOutline,
  aRoster,
  idOf,
  json,
  problem,
  startStubApi,
  type Answer,
  type StubApi,
} from '../../../test/stub-api';

const address = `/courses/${idOf(1)}`;
const roster = `/api/v1/rosters/${idOf(1)}`;
const place = `${roster}/my-enrollment`;
const enrollment = `/api/v1/enrollments/${idOf(50)}`;
let api: StubApi;

const aPlace = (changes: Partial<Place> = {}): Place => ({
  id: idOf(50),
  courseId: idOf(1),
  studentId: idOf(60),
  enrolledAt: '2026-10-02T10:00:00.000Z',
  status: 'confirmed',
  ...changes,
});

const anEnrollment = (changes: Partial<Enrollment> = {}): Enrollment => ({
  ...aPlace(),
  courseTitle: 'Containers from the ground up',
  status: 'confirmed',
  completedLessonIds: [],
  lessonCount: 2,
  ...changes,
});

/** Answers both what my place is and a request for one. */
const placeIs =
  (found: Place | null): Answer =>
  (res, url) =>
    json(res.req.method === 'GET' ? { place: found } : found)(res, url);

const signedIn = (...roles: string[]) =>
  json({ user: { id: idOf(60), email: 's@example.org', displayName: 'Sam', roles }, howItWorks: false });

beforeEach(async () => {
  api = await startStubApi();
  api.on(`/api/v1/courses/${idOf(1)}`, json(anOutline()));
  api.on(roster, json(aRoster()));
  api.on(place, placeIs(null));
  api.on('/api/v1/enrollments', json({ items: [] }));
  api.on(enrollment, json(anEnrollment()));
});
afterEach(() => api.stop());

it('asks a visitor to sign in and returns them to the course', async () => {
  openPage(address);
  const link = await screen.findByRole('link', { name: 'Sign in to enroll' });
  expect(link).toHaveAttribute('href', `/sign-in?next=${address}`);
});

it('enrolls a student', async () => {
  api.on('/session', signedIn('student'));
  const user = openPage(address);
  const button = await screen.findByRole('button', { name: 'Enroll' });
  api.on(place, placeIs(aPlace()));
  await user.click(button);
  expect(await screen.findByText('You have a seat.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Go to the lessons' })).toHaveAttribute('href', `${address}/learn`);
});

it('puts a student on the waiting list when the course is full', async () => {
  api.on('/session', signedIn('student'));
  api.on(roster, json(aRoster({ seatsLeft: 0, seatsTaken: 30, waiting: 6 })));
  const user = openPage(address);
  const button = await screen.findByRole('button', { name: 'Join the waiting list' });
  expect(screen.getByText('6 people on the waiting list')).toBeInTheDocument();
  api.on(place, placeIs(aPlace({ status: 'waiting', position: 7 })));
  await user.click(button);
  expect(await screen.findByText('You are number 7 on the waiting list.')).toBeInTheDocument();
});

it.each([
  ['waiting-list-full', 'The course and its waiting list are full.'],
  ['roster-closed', 'Enrollment for this course is closed.'],
  ['upstream-timeout', /not responding right now/],
] as const)('explains a refused enrollment (%s) and keeps the button', async (code, words) => {
  api.on('/session', signedIn('student'));
  const user = openPage(address);
  const button = await screen.findByRole('button', { name: 'Enroll' });
  api.on(place, problem(code));
  await user.click(button);
  expect((await screen.findAllByText(words))[0]).toBeInTheDocument();
});

it('gives up a seat only after confirmation', async () => {
  api.on('/session', signedIn('student'));
  api.on(place, placeIs(aPlace()));
  const user = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Give up the seat' }));
  expect(screen.getByRole('group', { name: 'Give up the seat?' })).toHaveFocus();
  expect(screen.getByText('Your progress in this course is lost.')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByRole('button', { name: 'Give up the seat' })).toHaveFocus();
  await user.keyboard('{Enter}');
  api.on(place, (res, url) =>
    res.req.method === 'GET' ? json({ place: null })(res, url) : res.writeHead(204).end(),
  );
  await user.click(screen.getByRole('button', { name: 'Give up the seat' }));
  const enroll = await screen.findByRole('button', { name: 'Enroll' });
  await waitFor(() => expect(enroll).toHaveFocus());
  expect(await screen.findByText('You have given up the seat.')).toHaveRole('status');
});

it('moves the focus to the lessons after enrolling', async () => {
  api.on('/session', signedIn('student'));
  const user = openPage(address);
  const button = await screen.findByRole('button', { name: 'Enroll' });
  api.on(place, placeIs(aPlace()));
  await user.click(button);
  await waitFor(() => expect(screen.getByRole('link', { name: 'Go to the lessons' })).toHaveFocus());
});

it('says who gets the seat where somebody waits', async () => {
  api.on('/session', signedIn('student'));
  api.on(roster, json(aRoster({ seatsLeft: 0, seatsTaken: 30, waiting: 2 })));
  api.on(place, placeIs(aPlace()));
  const user = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Give up the seat' }));
  expect(screen.getByText(/goes to the next person on the waiting list/)).toBeInTheDocument();
});

it('offers a certificate, and not to give up the seat, when the course is completed', async () => {
  api.on('/session', signedIn('student'));
  api.on(place, placeIs(aPlace()));
  const completed = { status: 'completed', completedAt: '2025-11-28T10:00:00.000Z' } as const;
  api.on(enrollment, json(anEnrollment({ ...completed, certificateId: idOf(90) })));
  openPage(address);
  const link = await screen.findByRole('link', { name: 'Certificate of completion' });
  expect(link).toHaveAttribute('href', `/certificates/${idOf(90)}`);
  expect(screen.getByText('Completed on 28 November 2025')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Give up the seat' })).not.toBeInTheDocument();
});

it('does not offer to give up a seat in an archived course', async () => {
  api.on('/session', signedIn('student'));
  api.on(roster, json(aRoster({ status: 'closed' })));
  api.on(place, placeIs(aPlace()));
  openPage(address);
  await screen.findByRole('link', { name: 'Go to the lessons' });
  await waitFor(() => expect(api.requests).toContain(enrollment));
  expect(screen.queryByRole('button', { name: 'Give up the seat' })).not.toBeInTheDocument();
});

it('tells a user without the role student that only students can enroll', async () => {
  api.on('/session', signedIn('admin'));
  openPage(address);
  expect(await screen.findByText('Only students can enroll.')).toBeInTheDocument();
});

it('links the instructor of the course to its editor and roster', async () => {
  const { instructorId } = aCourse();
  api.on(
    '/session',
    json({ user: { id: instructorId, email: '', displayName: 'I', roles: ['instructor'] } }),
  );
  openPage(address);
  expect(await screen.findByRole('link', { name: 'Edit' })).toHaveAttribute('href', `/teach${address}`);
  expect(screen.getByRole('link', { name: 'Roster' })).toBeInTheDocument();
});
