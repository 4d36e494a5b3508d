/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor, within } from '@testing-library/react';
import { connectStreams, sendLiveEvent } from '../../../test/fake-event-source';
import { openPage } from '../../../test/render-app';
import {
  aCourse,
  anOutline,
  aRoster,
  idOf,
  json,
  never,
  noConnection,
  problem,
  startStubApi,
  type StubApi,
} from '../../../test/stub-api';

const address = `/courses/${idOf(1)}`;
const course = `/api/v1/courses/${idOf(1)}`;
const roster = `/api/v1/rosters/${idOf(1)}`;
let api: StubApi;

beforeEach(async () => {
  api = await startStubApi();
  api.on(course, json(anOutline()));
  api.on(roster, json(aRoster()));
});
afterEach(() => api.stop());

const seats = async () => within(await screen.findByRole('region', { name: 'Seats' }));

describe('the page of a course', () => {
  it('shows a loading message until the course arrives', async () => {
    api.on(course, never);
    openPage(address);
    expect(await screen.findByText('Loading the course…')).toBeInTheDocument();
  });

  it('shows the course with its lessons and their length', async () => {
    openPage(address);
    await screen.findByRole('heading', { level: 1, name: 'Containers from the ground up' });
    expect(document.title).toBe('Containers from the ground up – Courses');
    expect(await screen.findByText(/command line/)).toContainHTML('<em>some</em>');
    const lessons = within(screen.getByRole('region', { name: 'Lessons' })).getAllByRole('listitem');
    expect(lessons.map((lesson) => lesson.textContent)).toEqual([
      '1ImagesPreview20 min',
      '2Networks1 h 15 minLocked: for students with a seat',
    ]);
    expect(screen.getByText('1 h 35 min')).toBeInTheDocument();
    expect(screen.getByText('2 October 2026')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'docker' })).toHaveAttribute('href', '/?tag=docker');
  });

  it('unfolds the preview lesson for everybody, and no other', async () => {
    const user = openPage(address);
    await user.click(await screen.findByRole('heading', { name: 'Images' }));
    expect(await screen.findByText(/An image has/)).toContainHTML('<strong>layers</strong>');
    await user.click(screen.getByRole('heading', { name: 'Networks' }));
    expect(screen.getAllByRole('group')).toHaveLength(1);
    expect(screen.queryByRole('link', { name: /Networks/ })).not.toBeInTheDocument();
    expect(screen.getByText('Students with a seat can read every lesson.')).toBeInTheDocument();
  });

  it('says that a preview lesson has no text', async () => {
    api.on(course, json(anOutline({ lessons: [{ ...aCourse().lessons[1]!, id: idOf(11) }] })));
    const user = openPage(address);
    await user.click(await screen.findByRole('heading', { name: 'Networks' }));
    expect(await screen.findByText('This lesson has no text.')).toBeInTheDocument();
  });

  it.each([
    ['a student with a seat', idOf(60), 'student'],
    ['the instructor of the course', anOutline().instructorId, 'instructor'],
    ['an admin', idOf(61), 'admin'],
  ])('links %s to the lessons', async (_who, id, role) => {
    api.on('/session', json({ user: { id, email: '', displayName: 'S', roles: [role] }, howItWorks: false }));
    const place = { id: idOf(50), courseId: idOf(1), studentId: id, enrolledAt: '2026-10-02T10:00:00.000Z' };
    api.on(`${roster}/my-enrollment`, json({ place: { ...place, status: 'confirmed' } }));
    openPage(address);
    const link = await screen.findByRole('link', { name: /Networks/ });
    expect(link).toHaveAttribute('href', `${address}/learn/${idOf(12)}`);
    expect(screen.getByRole('link', { name: /Images/ })).toBeInTheDocument();
    expect(screen.queryByText(/^Locked/)).not.toBeInTheDocument();
  });

  it('locks the lessons for a student on the waiting list', async () => {
    api.on('/session', json({ user: { id: idOf(60), email: '', displayName: 'S', roles: ['student'] } }));
    const place = { id: idOf(50), courseId: idOf(1), studentId: idOf(60) };
    const waiting = { ...place, enrolledAt: '2026-10-02T10:00:00.000Z', status: 'waiting', position: 1 };
    api.on(`${roster}/my-enrollment`, json({ place: waiting }));
    openPage(address);
    await screen.findByText('You are number 1 on the waiting list.');
    expect(screen.getByText(/^Locked/)).toBeInTheDocument();
  });

  it.each([
    ['a course that does not exist', problem('course-not-found')],
    ['a malformed id', problem('validation-failed')],
  ])('shows "Course not found" for %s', async (_case, answer) => {
    api.on(course, answer);
    openPage(address);
    await screen.findByRole('heading', { level: 1, name: 'Course not found' });
    expect(screen.getByRole('link', { name: 'See all courses' })).toHaveAttribute('href', '/');
  });

  it('shows an error and retries on request', async () => {
    api.on(course, noConnection);
    const user = openPage(address);
    await screen.findByRole('heading', { name: 'The course could not be loaded' });
    api.on(course, json(anOutline()));
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('heading', { level: 1, name: 'Containers from the ground up' });
  });
});

describe('the seats', () => {
  it('shows the seats as soon as the roster is opened', async () => {
    api.on(roster, problem('roster-not-found'));
    openPage(address);
    await (await seats()).findByText('Enrollment opens in a moment');
    api.on(roster, json(aRoster()));
    sendLiveEvent('change', { what: 'roster', courseId: idOf(1) });
    await waitFor(async () =>
      expect((await seats()).getByText(/of 30 seats left/)).toHaveTextContent('12 of 30'),
    );
  });

  it('refetches the seats once the stream of live changes is connected', async () => {
    openPage(address);
    await (await seats()).findByText(/of 30 seats left/);
    api.on(roster, json(aRoster({ seatsTaken: 19, seatsLeft: 11 })));
    connectStreams();
    await waitFor(async () =>
      expect((await seats()).getByText(/of 30 seats left/)).toHaveTextContent('11 of 30'),
    );
  });

  it.each([
    ['full', aRoster({ seatsTaken: 30, seatsLeft: 0 }), 'All 30 seats are taken.'],
    ['closed', aRoster({ status: 'closed' }), 'Enrollment for this course is closed.'],
  ])('says that the course is %s', async (_state, body, words) => {
    api.on(roster, json(body));
    openPage(address);
    await (await seats()).findByText(words);
    expect((await seats()).queryByText(/seats left/)).not.toBeInTheDocument();
  });

  it('keeps the course readable when the seats fail to load, and retries on request', async () => {
    api.on(roster, problem('upstream-unavailable'));
    const user = openPage(address);
    await (await seats()).findByText('The seats could not be loaded.');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Containers from the ground up');
    api.on(roster, json(aRoster()));
    await user.click((await seats()).getByRole('button', { name: 'Retry' }));
    await (await seats()).findByText(/of 30 seats left/);
  });
});
