/** @jest-environment ./test/browser-environment.cjs */
import { act, render, screen, waitFor } from '@testing-library/react';
import { address, openPage } from '../../test/render-app';
import {
  anOutline,
  aRoster,
  aSummary,
  idOf,
  json,
  noConnection,
  page,
  problem,
  startStubApi,
  type StubApi,
} from '../../test/stub-api';
import { pagePaths } from '../shared/page-paths';
import { BrokenPage } from './ui/feedback/broken-page';
import { ErrorBoundary } from './ui/feedback/error-boundary';

let api: StubApi;

beforeEach(async () => {
  api = await startStubApi();
  api.on('/api/v1/courses', json(page([aSummary('Containers')])));
  api.on(`/api/v1/courses/${idOf(1)}`, json(anOutline()));
  api.on(`/api/v1/rosters/${idOf(1)}`, json(aRoster()));
});
afterEach(() => api.stop());

const courseHeading = () => screen.findByRole('heading', { level: 1, name: 'Containers from the ground up' });

it('shows "Page not found" with a link back for an unknown URL', async () => {
  const user = openPage('/no/such/page');
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Page not found');
  expect(document.title).toBe('Page not found – Courses');
  await user.click(screen.getByRole('link', { name: 'See all courses' }));
  await screen.findByRole('link', { name: 'Containers' });
});

it.each(Object.values(pagePaths))('has a page at %s', async (path) => {
  api.on('/system', problem('not-ready'));
  openPage(path.replace('/:lessonId?', '').replace(':courseId', idOf(1)));
  const heading = await screen.findByRole('heading', { level: 1 });
  expect(heading).not.toHaveTextContent(/Page not found|Something went wrong/);
});

it('loads what failed when the network is back', async () => {
  api.on('/api/v1/courses', noConnection);
  openPage('/');
  await screen.findByText('The catalog could not be loaded');
  api.on('/api/v1/courses', json(page([aSummary('Containers')])));
  act(() => void ['offline', 'online'].map((type) => window.dispatchEvent(new Event(type))));
  await screen.findByRole('link', { name: 'Containers' });
});

it('has landmarks and puts the skip link first in the tab order', async () => {
  const user = openPage('/');
  await screen.findByRole('link', { name: 'Containers' });
  for (const role of ['banner', 'navigation', 'main', 'search', 'contentinfo']) {
    expect(screen.getByRole(role)).toBeInTheDocument();
  }
  await user.tab();
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  expect(screen.getByRole('main').id).toBe('main');
});

it('is navigable by keyboard from the search to a course and into a lesson', async () => {
  const user = openPage('/');
  const link = await screen.findByRole('link', { name: 'Containers' });
  screen.getByRole('searchbox').focus();
  for (const role of ['radio', 'combobox', 'button'] as const) {
    await user.tab();
    expect(document.activeElement).toBe(screen.getAllByRole(role)[0]);
  }
  await user.tab();
  expect(link).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(async () => expect(await courseHeading()).toHaveFocus());
});

it('leaves the focus alone on the first page and moves it to the heading of the next', async () => {
  const user = openPage('/');
  const link = await screen.findByRole('link', { name: 'Containers' });
  expect(document.body).toHaveFocus();
  await user.click(link);
  await waitFor(async () => expect(await courseHeading()).toHaveFocus());
});

it('links back from a course to the search that found it', async () => {
  const user = openPage('/?search=con&level=beginner');
  await user.click(await screen.findByRole('link', { name: 'Containers' }));
  await user.click(await screen.findByRole('link', { name: /Back to your search/ }));
  await screen.findByRole('link', { name: 'Containers' });
  expect(address()).toBe('/?search=con&level=beginner');
});

it('scrolls a new page to the top and restores the position on Back', async () => {
  const user = openPage('/');
  const link = await screen.findByRole('link', { name: 'Containers' });
  window.scrollTo(0, 640);
  window.dispatchEvent(new Event('scroll'));
  await user.click(link);
  await courseHeading();
  expect(window.scrollY).toBe(0);
  act(() => window.history.back());
  await screen.findByRole('link', { name: 'Containers' });
  expect(window.scrollY).toBe(640);
});

it('shows an error page with a way out when a component throws', () => {
  const report = jest.spyOn(console, 'error').mockImplementation(() => {});
  const Broken = () => {
    throw new Error('a fault in our code');
  };
  render(
    <ErrorBoundary fallback={<BrokenPage />}>
      <Broken />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Something went wrong');
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Go to the catalog' })).toHaveAttribute('href', '/');
  report.mockRestore();
});
