/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor, within } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import {
  aCourse,
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
  api.on(course, json(aCourse()));
  api.on(roster, json(aRoster()));
});
afterEach(() => api.stop());

const seats = async () => within(await screen.findByRole('region', { name: 'Seats' }));

describe('the page of a course', () => {
  it('says that it loads until the course is there', async () => {
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
    expect(lessons.map((lesson) => lesson.textContent)).toEqual(['1Images20 min', '2Networks1 h 15 min']);
    expect(screen.getByText('1 h 35 min')).toBeInTheDocument();
    expect(screen.getByText('2 October 2026')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'docker' })).toHaveAttribute('href', '/?tag=docker');
  });

  it('shows the text of a lesson when it is opened', async () => {
    const user = openPage(address);
    await user.click(await screen.findByRole('heading', { name: 'Images' }));
    expect(await screen.findByText(/An image has/)).toContainHTML('<strong>layers</strong>');
    await user.click(screen.getByRole('heading', { name: 'Networks' }));
    expect(await screen.findByText('This lesson has no text.')).toBeInTheDocument();
  });

  it.each([
    ['a course that does not exist', problem('course-not-found')],
    ['an address that is no id', problem('validation-failed')],
  ])('says that there is no such course for %s', async (_case, answer) => {
    api.on(course, answer);
    openPage(address);
    await screen.findByRole('heading', { level: 1, name: 'There is no such course' });
    expect(screen.getByRole('link', { name: 'See all courses' })).toHaveAttribute('href', '/');
  });

  it('says that it failed and tries again when asked', async () => {
    api.on(course, noConnection);
    const user = openPage(address);
    await screen.findByRole('heading', { name: 'The course could not be loaded' });
    api.on(course, json(aCourse()));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { level: 1, name: 'Containers from the ground up' });
  });
});

describe('the seats', () => {
  it('are being prepared while there is no roster, and appear when there is', async () => {
    api.on(roster, problem('roster-not-found'));
    openPage(address);
    await (await seats()).findByText('Seats are being prepared');
    api.on(roster, json(aRoster()));
    await waitFor(async () =>
      expect((await seats()).getByText(/of 30 seats left/)).toHaveTextContent('12 of 30'),
    );
  });

  it.each([
    ['full', aRoster({ seatsTaken: 30, seatsLeft: 0 }), 'All 30 seats are taken.'],
    ['closed', aRoster({ status: 'closed' }), 'This course takes no more enrollments.'],
  ])('say that the course is %s', async (_state, body, words) => {
    api.on(roster, json(body));
    openPage(address);
    await (await seats()).findByText(words);
    expect((await seats()).queryByText(/seats left/)).not.toBeInTheDocument();
  });

  it('leave the course readable when they cannot be shown, and are asked for again', async () => {
    api.on(roster, problem('upstream-unavailable'));
    const user = openPage(address);
    await (await seats()).findByText('The seats cannot be shown at the moment.');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Containers from the ground up');
    api.on(roster, json(aRoster()));
    await user.click((await seats()).getByRole('button', { name: 'Try again' }));
    await (await seats()).findByText(/of 30 seats left/);
  });
});
