/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor } from '@testing-library/react';
import { address, openPage } from '../../../test/render-app';
import { aSummary, idOf, json, page, startStubApi, type StubApi } from '../../../test/stub-api';

const user = { id: idOf(60), email: 'a@example.org', displayName: 'Ada Novak', roles: ['admin'] };
const draft = aSummary('A draft of Ines', { id: idOf(2), instructorId: idOf(61), status: 'draft' });
const archived = aSummary('Of somebody unknown', { id: idOf(3), instructorId: idOf(62), status: 'archived' });
let api: StubApi;

beforeEach(async () => {
  api = await startStubApi();
  api.on('/session', json({ user, howItWorks: false }));
  api.on('/api/v1/instructors', json({ items: [{ id: idOf(61), displayName: 'Ines Instructor' }] }));
  api.on('/api/v1/courses', (res, url) =>
    json(page(url.searchParams.has('instructorId') ? [] : [draft, archived]))(res, url),
  );
});
afterEach(() => api.stop());

it('shows an admin the courses of every instructor in any status, with the names that are known', async () => {
  const visitor = openPage('/teach');
  await screen.findByRole('heading', { name: 'You don’t have any courses yet' });
  await visitor.click(screen.getByRole('link', { name: 'All courses' }));
  const link = await screen.findByRole('link', { name: 'A draft of Ines' });
  expect(link).toHaveAttribute('href', `/teach/courses/${idOf(2)}`);
  await screen.findByText('Ines Instructor');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('All courses');
  expect(api.requests).toContain(`/api/v1/instructors?ids=${encodeURIComponent(`${idOf(61)},${idOf(62)}`)}`);
});

it('filters by status, in the address too', async () => {
  const visitor = openPage('/teach?list=all');
  await visitor.click(await screen.findByRole('radio', { name: 'Archived' }));
  await waitFor(() => expect(api.requests.at(-1)).toBe('/api/v1/courses?status=archived&limit=50'));
  expect(address()).toBe('/teach?list=all&status=archived');
});

it('lists the courses without names while identity does not answer', async () => {
  api.on('/api/v1/instructors', (res) => res.destroy());
  openPage('/teach?list=all');
  await screen.findByRole('link', { name: 'Of somebody unknown' });
});

it('shows instructors who are no admins their own courses only', async () => {
  api.on('/session', json({ user: { ...user, roles: ['instructor'] }, howItWorks: false }));
  openPage('/teach?list=all');
  await screen.findByRole('heading', { name: 'You don’t have any courses yet' });
  expect(screen.queryByRole('link', { name: 'All courses' })).toBeNull();
});
