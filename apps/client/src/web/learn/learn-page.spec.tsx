/** @jest-environment ./test/browser-environment.cjs */
import type { Enrollment, Place } from '@courses/contracts';
import { screen } from '@testing-library/react';
import { sendLiveEvent } from '../../../test/fake-event-source';
import { openPage } from '../../../test/render-app';
import {
  aCourse,
  idOf,
  json,
  problem,
  startStubApi,
  type Answer,
  type StubApi,
} from '../../../test/stub-api';

const address = `/courses/${idOf(1)}/learn`;
const content = `/api/v1/courses/${idOf(1)}/content`;
const place = `/api/v1/rosters/${idOf(1)}/my-enrollment`;
let api: StubApi;

const facts = {
  id: idOf(50),
  courseId: idOf(1),
  studentId: idOf(60),
  enrolledAt: '2026-10-02T10:00:00.000Z',
};
const aPlace = (changes: Partial<Place> = {}): Place => ({ ...facts, status: 'confirmed', ...changes });
const anEnrollment: Enrollment = {
  ...facts,
  courseTitle: 'Containers from the ground up',
  status: 'confirmed',
  completedLessonIds: [],
  lessonCount: 2,
};
const signedIn = (...roles: string[]) =>
  json({ user: { id: idOf(60), email: 's@example.org', displayName: 'Sam', roles }, howItWorks: false });

/** The first answers, then the last one again and again. */
const inTurn = (...answers: Answer[]): Answer => {
  return (res, url) => (answers.length > 1 ? answers.shift() : answers[0])?.(res, url);
};

beforeEach(async () => {
  api = await startStubApi();
  api.on('/session', signedIn('student'));
  api.on(place, json({ place: aPlace() }));
  api.on(`/api/v1/enrollments/${idOf(50)}`, json(anEnrollment));
  api.on(content, json(aCourse()));
});
afterEach(() => api.stop());

const reads = () => api.requests.filter((path) => path === content).length;

describe('the page of the lessons', () => {
  it('shows the next lesson to a student with a seat', async () => {
    openPage(address);
    await screen.findByRole('heading', { level: 1, name: 'Images' });
    expect(await screen.findByText(/An image has/)).toBeInTheDocument();
    expect(screen.getByText('0 of 2 lessons done')).toBeInTheDocument();
  });

  it('opens the lessons by itself when the seat was just taken', async () => {
    api.on(content, inTurn(problem('seat-required'), problem('seat-required'), json(aCourse())));
    openPage(address);
    expect(await screen.findByText('Opening the lessons…')).toBeInTheDocument();
    await screen.findByRole('heading', { level: 1, name: 'Images' });
    expect(reads()).toBe(3);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that a seat is needed to those without one, and asks once', async () => {
    api.on(place, json({ place: null }));
    api.on(content, problem('seat-required'));
    openPage(address);
    await screen.findByRole('heading', { name: 'You have no seat in this course' });
    expect(reads()).toBe(1);
  });

  it('lets a student in who is promoted from the waiting list', async () => {
    api.on(place, json({ place: aPlace({ status: 'waiting', position: 1 }) }));
    api.on(content, problem('seat-required'));
    openPage(address);
    await screen.findByRole('heading', { name: 'You have no seat in this course' });
    api.on(place, json({ place: aPlace() }));
    api.on(content, inTurn(problem('seat-required'), json(aCourse())));
    sendLiveEvent('change', { what: 'enrollment', courseId: idOf(1) });
    await screen.findByRole('heading', { level: 1, name: 'Images' });
  });

  it('says so when the seat is lost while reading, and shows the lesson no longer', async () => {
    openPage(address);
    await screen.findByText(/An image has/);
    api.on(place, json({ place: null }));
    api.on(content, problem('seat-required'));
    sendLiveEvent('change', { what: 'enrollment', courseId: idOf(1) });
    await screen.findByRole('heading', { name: 'You no longer have a seat in this course' });
    expect(screen.queryByText(/An image has/)).not.toBeInTheDocument();
  });

  it.each(['instructor', 'admin'])('shows the lessons without ticks to the %s', async (role) => {
    api.on('/session', signedIn(role));
    api.on(place, json({ place: null }));
    const user = openPage(address);
    await screen.findByRole('heading', { level: 1, name: 'Images' });
    expect(screen.getByText('You see the lessons as a student does.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /done/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Next lesson' }));
    await screen.findByRole('heading', { level: 1, name: 'Networks' });
  });

  it('removes what another user has read when another tab switches the account', async () => {
    openPage(address);
    await screen.findByText(/An image has/);
    api.on('/session', json({ user: { id: idOf(70), email: '', displayName: 'T', roles: ['student'] } }));
    api.on(place, json({ place: null }));
    api.on(content, problem('seat-required'));
    const otherTab = new BroadcastChannel('courses-session');
    otherTab.postMessage('changed');
    otherTab.close();
    await screen.findByRole('heading', { name: /seat in this course/ });
    expect(screen.queryByText(/An image has/)).not.toBeInTheDocument();
  });
});
