/** @jest-environment ./test/browser-environment.cjs */
import { act, screen, waitFor, within } from '@testing-library/react';
import { address, openPage } from '../../../test/render-app';
import {
  aSummary,
  idOf,
  json,
  never,
  noConnection,
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
const lastQuery = () =>
  new URL(api.requests.findLast((request) => request.startsWith(`${list}?`)) ?? '', 'http://stub')
    .searchParams;

describe('the catalog', () => {
  it('requests published courses only, newest first, one page at a time', async () => {
    api.on(list, json(page([aSummary('Containers')])));
    openPage('/');
    await course('Containers');
    expect(api.requests[0]).toBe('/api/v1/courses?status=published&limit=12&sort=newest');
  });

  it('shows a loading message until the courses arrive', async () => {
    api.on(list, never);
    openPage('/');
    expect(await screen.findByText('Loading courses…')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('What do you want to learn?');
  });

  it('shows the summary, level, length and tags of each course', async () => {
    api.on(list, json(page([aSummary('Containers', { level: 'advanced', tags: ['docker', 'linux'] })])));
    openPage('/');
    const card = within(await screen.findByRole('article'));
    expect(card.getByRole('heading', { level: 2, name: 'Containers' })).toBeInTheDocument();
    expect(card.getByText('What a container is, built by hand.')).toBeInTheDocument();
    for (const fact of ['Advanced', '4 lessons', '1 h 35 min', /docker.*linux/]) {
      expect(card.getByText(fact)).toBeInTheDocument();
    }
    expect(card.getByRole('link')).toHaveAttribute('href', `/courses/${idOf(1)}`);
  });

  it('says that the catalog is empty and reloads on request', async () => {
    api.on(list, json(page([])));
    const user = openPage('/');
    await screen.findByRole('heading', { name: 'The catalog is empty' });
    api.on(list, json(page([aSummary('The first')])));
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await course('The first');
  });

  it('shows an error and retries on request', async () => {
    api.on(list, problem('internal-error'));
    const user = openPage('/');
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(/went wrong on our side/)).toBeInTheDocument();
    expect(alert.getByText('request-7')).toBeInTheDocument();
    api.on(list, json(page([aSummary('Back again')])));
    await user.click(alert.getByRole('button', { name: 'Retry' }));
    await course('Back again');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('distinguishes an unavailable service from an unreachable server', async () => {
    api.on(list, problem('upstream-unavailable'));
    const user = openPage('/');
    await screen.findByText(/is not responding right now/);
    api.on(list, noConnection);
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByText(/cannot be reached/);
  });
});

describe('search and filters', () => {
  const byWord = (res: Parameters<ReturnType<typeof json>>[0], url: URL) =>
    json(page([aSummary(url.searchParams.get('search') ? `Found ${url.search}` : 'Everything')]))(res, url);

  it('searches after a pause in typing, keeps the search in the URL, and leaves it with one Back', async () => {
    api.on(list, byWord);
    const user = openPage('/');
    await course('Everything');
    const box = screen.getByRole('searchbox', { name: 'Search courses' });
    await user.type(box, 'kub');
    await waitFor(() => expect(address()).toBe('/?search=kub'));
    await user.type(box, 'e ');
    await waitFor(() => expect(address()).toBe('/?search=kube'));
    await waitFor(() => expect(lastQuery().get('search')).toBe('kube'));
    expect(box).toHaveValue('kube ');
    expect(document.title).toBe('“kube” – Courses');
    act(() => window.history.back());
    await waitFor(() => expect(address()).toBe('/'));
    await course('Everything');
    expect(box).toHaveValue('');
    expect(document.title).toBe('Courses');
  });

  it('searches at once on Enter', async () => {
    api.on(list, byWord);
    const user = openPage('/');
    await course('Everything');
    await user.type(screen.getByRole('searchbox'), 'go{Enter}');
    expect(address()).toBe('/?search=go');
  });

  it('keeps a level chosen while the search was being typed', async () => {
    api.on(list, byWord);
    const user = openPage('/');
    await course('Everything');
    await user.type(screen.getByRole('searchbox'), 'go');
    await user.click(screen.getByRole('radio', { name: 'Advanced' }));
    await waitFor(() => expect(address()).toBe('/?search=go&level=advanced'));
  });

  it('reads every filter from the URL', async () => {
    api.on(list, json(page([aSummary('C sharp')])));
    openPage('/?search=sharp&level=advanced&tag=c%23&sort=title');
    await course('C sharp');
    expect(Object.fromEntries(lastQuery())).toEqual({
      status: 'published',
      limit: '12',
      search: 'sharp',
      level: 'advanced',
      tag: 'c#',
      sort: 'title',
    });
    expect(screen.getByRole('searchbox')).toHaveValue('sharp');
    expect(screen.getByRole('radio', { name: 'Advanced' })).toBeChecked();
    expect(screen.getByRole('button', { name: 'c#', pressed: true })).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Sort by' })).toHaveDisplayValue('Title');
  });

  it('filters by a tag of the listed courses and clears the tag again', async () => {
    api.on(list, json(page([aSummary('A', { tags: ['rare'] }), aSummary('B', { id: idOf(2) })])));
    const user = openPage('/');
    await user.click(await screen.findByRole('button', { name: 'docker' }));
    expect(address()).toBe('/?tag=docker');
    await user.click(await screen.findByRole('button', { name: 'docker', pressed: true }));
    expect(address()).toBe('/');
  });

  it('sorts by title and back', async () => {
    api.on(list, json(page([aSummary('A')])));
    const user = openPage('/');
    await course('A');
    await user.selectOptions(screen.getByRole('combobox'), 'Title');
    await waitFor(() => expect(lastQuery().get('sort')).toBe('title'));
    await user.selectOptions(screen.getByRole('combobox'), 'Newest');
    expect(address()).toBe('/');
  });

  it('says what was searched for instead of a misspelled word', async () => {
    api.on(list, json({ ...page([aSummary('Kubernetes Basics')]), correctedSearch: 'kubernetes' }));
    openPage('/?search=kubernets');
    await course('Kubernetes Basics');
    expect(screen.getByText(/No course matches/)).toHaveTextContent(
      'No course matches “kubernets”. Showing results for kubernetes: 1 course',
    );
    expect(screen.getByRole('searchbox')).toHaveValue('kubernets');
  });

  it('puts search, level and tag into the title of the page', async () => {
    api.on(list, json(page([aSummary('A')])));
    const user = openPage('/?search=sharp&level=advanced&tag=docker&sort=title');
    await course('A');
    expect(document.title).toBe('“sharp” · Advanced · docker – Courses');
    await user.click(screen.getByRole('button', { name: 'docker', pressed: true }));
    expect(document.title).toBe('“sharp” · Advanced – Courses');
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(screen.getByRole('searchbox')).toHaveFocus();
    expect(document.title).toBe('Courses');
  });

  it('says that no course matches and clears the filters', async () => {
    api.on(list, (res, url) =>
      json(page(url.searchParams.has('search') ? [] : [aSummary('Everything')]))(res, url),
    );
    const user = openPage('/?search=zebra&level=beginner');
    await screen.findByRole('heading', { name: 'No course matches “zebra”' });
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await course('Everything');
    expect(address()).toBe('/');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('keeps the previous courses in place while others load', async () => {
    api.on(list, json(page([aSummary('Former')])));
    const user = openPage('/');
    await course('Former');
    api.on(list, never);
    await user.click(screen.getByRole('radio', { name: 'Beginner' }));
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Courses' })).toHaveAttribute('aria-busy', 'true'),
    );
    expect(screen.getByRole('link', { name: 'Former' })).toBeInTheDocument();
    expect(screen.getByText('Searching…')).toBeInTheDocument();
  });
});

describe('more courses', () => {
  const pages = (res: Parameters<ReturnType<typeof json>>[0], url: URL) =>
    json(
      url.searchParams.get('cursor') === 'c2'
        ? page([aSummary('Second', { id: idOf(2), tags: ['zebra', 'docker'] })])
        : page([aSummary('First')], 'c2'),
    )(res, url);

  it('loads the next page by its cursor and focuses its first course', async () => {
    api.on(list, pages);
    const user = openPage('/');
    await course('First');
    expect(screen.getByText('The first 1 course')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show more courses' }));
    expect(await course('Second')).toHaveFocus();
    expect(screen.getByRole('link', { name: 'First' })).toBeInTheDocument();
    const tags = within(screen.getByRole('group', { name: 'Tag' })).getAllByRole('button');
    expect(tags.map(({ textContent }) => textContent)).toEqual(['docker']);
    expect(screen.queryByRole('button', { name: 'Show more courses' })).not.toBeInTheDocument();
  });

  it('retries the next page after a failure and keeps the courses before it', async () => {
    api.on(list, pages);
    const user = openPage('/');
    await course('First');
    api.on(list, problem('upstream-timeout'));
    await user.click(screen.getByRole('button', { name: 'Show more courses' }));
    await screen.findByText('More courses could not be loaded.');
    expect(screen.getByRole('link', { name: 'First' })).toBeInTheDocument();
    api.on(list, pages);
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await course('Second');
  });
});
