/** @jest-environment ./test/browser-environment.cjs */
import { screen, within } from '@testing-library/react';
import { sendLiveEvent } from '../../../test/fake-event-source';
import { openPage } from '../../../test/render-app';
import {
  aRoster,
  aSummary,
  idOf,
  json,
  page,
  problem,
  startStubApi,
  type StubApi,
} from '../../../test/stub-api';

const list = '/api/v1/courses';
let api: StubApi;

beforeEach(async () => (api = await startStubApi()));
afterEach(() => api.stop());

const course = (name: string) => screen.findByRole('link', { name });

it('shows the instructor and the free seats of each course, by two more requests for all of them', async () => {
  const other = { id: idOf(2), instructorId: idOf(8) };
  const courses = [
    aSummary('Containers', { instructorId: idOf(9) }),
    aSummary('Knots', other),
    aSummary('New', { id: idOf(3) }),
  ];
  api.on(list, json(page(courses)));
  api.on('/api/v1/rosters', json({ items: [aRoster(), aRoster({ courseId: idOf(2), seatsLeft: 0 })] }));
  api.on('/api/v1/instructors', json({ items: [{ id: idOf(9), displayName: 'Mei Tanaka' }] }));
  openPage('/');
  await screen.findByText('Mei Tanaka');
  const [containers, knots, fresh] = await screen.findAllByRole('article');
  expect(await within(containers!).findByText('12 seats left')).toBeInTheDocument();
  expect(within(knots!).getByText('Full')).toBeInTheDocument();
  expect(within(fresh!).queryByText(/left|Full|Instructor/)).not.toBeInTheDocument();
  const ids = (path: string) =>
    api.requests.filter((request) => request.startsWith(path)).map(decodeURIComponent);
  expect(ids('/api/v1/rosters')).toEqual([`/api/v1/rosters?courseIds=${[1, 2, 3].map(idOf).join(',')}`]);
  expect(ids('/api/v1/instructors')).toHaveLength(1);
  expect(api.requests).toHaveLength(3);
});

it('shows the courses when neither seats nor names can be read', async () => {
  api.on(list, json(page([aSummary('Containers')])));
  for (const path of ['/api/v1/rosters', '/api/v1/instructors'])
    api.on(path, problem('upstream-unavailable'));
  openPage('/');
  await course('Containers');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('refreshes the seats of a course that it shows, and of no other', async () => {
  api.on(list, json(page([aSummary('Containers')])));
  api.on('/api/v1/rosters', json({ items: [aRoster()] }));
  openPage('/');
  await screen.findByText('12 seats left');
  api.on('/api/v1/rosters', json({ items: [aRoster({ seatsLeft: 1 })] }));
  const before = api.requests.length;
  sendLiveEvent('change', { what: 'roster', courseId: idOf(7) });
  sendLiveEvent('change', { what: 'roster', courseId: idOf(1) });
  await screen.findByText('1 seat left');
  expect(api.requests.slice(before)).toHaveLength(1);
});
