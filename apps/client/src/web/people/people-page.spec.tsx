/** @jest-environment ./test/browser-environment.cjs */
import type { Account } from '@courses/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { address, openPage } from '../../../test/render-app';
import { idOf, json, problem, startStubApi, type StubApi } from '../../../test/stub-api';

const admin = { id: idOf(60), email: 'a@example.org', displayName: 'Ada Novak', roles: ['admin'] };
const anAccount = (number: number, displayName: string, changes: Partial<Account> = {}): Account => ({
  id: idOf(number),
  displayName,
  email: `person-${number}@example.org`,
  roles: ['student'],
  version: 1,
  createdAt: '2026-01-05T09:00:00.000Z',
  ...changes,
});
const ida = anAccount(1, 'Ida Berg');
const own = { ...anAccount(60, 'Ada Novak'), roles: admin.roles } as Account;

let api: StubApi;

/** The list from now on. */
const listed = (...items: Account[]) => api.on('/api/v1/accounts', json({ items }));
/** A request to this path brings this account. */
const changes = (path: string, to: Account) =>
  api.on(`/api/v1/accounts/${to.id}/${path}`, (res, url) => {
    listed(to, own);
    json(to)(res, url);
  });

beforeEach(async () => {
  api = await startStubApi();
  api.on('/session', json({ user: admin, howItWorks: false }));
  listed(ida, own);
});
afterEach(() => api.stop());

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const heading = (name: RegExp) => screen.findByRole('heading', { level: 2, name });
const rowOf = async (name: RegExp) => within((await heading(name)).closest('li')!);
const focused = (find: () => Promise<HTMLElement>) => waitFor(async () => expect(await find()).toHaveFocus());

it('searches as the address says, and says how many were found', async () => {
  const page = openPage('/people');
  await heading(/Ida/);
  await page.type(screen.getByRole('searchbox', { name: 'Find by name or email' }), ' ida ber{Enter}');
  await screen.findByText('2 people found.');
  expect(screen.getByRole('searchbox')).toHaveFocus();
  expect(address()).toBe('/people?search=ida+ber');
  expect(api.requests.at(-1)).toBe('/api/v1/accounts?limit=30&search=ida+ber');
  expect(document.title).toBe('People: ida ber – Courses');
  listed();
  await page.type(screen.getByRole('searchbox'), ' nobody{Enter}');
  await screen.findByText('No one was found.');
  act(() => window.history.back());
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue('ida ber'));
});

it('moves the focus to the first person of the next page', async () => {
  api.on('/api/v1/accounts', (res, url) =>
    json(url.searchParams.has('cursor') ? { items: [own] } : { items: [ida], nextCursor: 'next' })(res, url),
  );
  const page = openPage('/people');
  await page.click(await button('Show more'));
  await focused(async () => (await rowOf(/Ada/)).getByLabelText('Student'));
});

describe('roles', () => {
  it('are saved and announced, and the focus goes to the name of the person', async () => {
    changes('roles', { ...ida, roles: ['student', 'instructor'], version: 2 });
    const page = openPage('/people');
    await page.click((await rowOf(/Ida/)).getByLabelText('Instructor'));
    await page.click(await button('Save roles'));
    await focused(() => heading(/Ida/));
    expect(screen.getByText('The roles of Ida Berg were saved.')).toHaveAttribute('role', 'status');
    expect((await rowOf(/Ida/)).getByLabelText('Instructor')).toBeChecked();
    expect(screen.queryByRole('button', { name: 'Save roles' })).toBeNull();
  });

  it('are discarded, and the focus goes to the name of the person', async () => {
    const page = openPage('/people');
    await page.click((await rowOf(/Ida/)).getByLabelText('Instructor'));
    await page.click(await button('Discard'));
    await focused(() => heading(/Ida/));
    expect((await rowOf(/Ida/)).getByLabelText('Instructor')).not.toBeChecked();
  });

  it('that another admin changed are shown on request', async () => {
    api.on(`/api/v1/accounts/${ida.id}/roles`, problem('precondition-failed'));
    const page = openPage('/people');
    await page.click((await rowOf(/Ida/)).getByLabelText('Admin'));
    await page.click(await button('Save roles'));
    await screen.findByText(/Someone else changed this/);
    listed({ ...ida, roles: ['instructor'], version: 2 });
    await page.click(await button('Show current roles'));
    await focused(() => heading(/Ida/));
    expect((await rowOf(/Ida/)).getByLabelText('Instructor')).toBeChecked();
    expect((await rowOf(/Ida/)).getByLabelText('Admin')).not.toBeChecked();
  });
});

describe('an account', () => {
  const disabled = { ...ida, version: 2, disabledAt: '2026-11-28T10:00:00.000Z' };

  it('is disabled after a question that says what happens, is marked, and the focus stays at its button', async () => {
    changes('disable', disabled);
    const page = openPage('/people');
    await page.click(await button('Disable the account of Ida Berg…'));
    await focused(() => screen.findByRole('group', { name: 'Disable the account of Ida Berg?' }));
    expect(screen.getByText(/up to 10 minutes/)).toBeVisible();
    await page.click(await button('Disable account'));
    await focused(() => button('Enable the account of Ida Berg'));
    expect(await heading(/Ida/)).toHaveTextContent('Disabled');
    expect(screen.getByText('The account of Ida Berg is disabled.')).toHaveAttribute('role', 'status');
  });

  it('is enabled again', async () => {
    listed(disabled, own);
    changes('enable', { ...ida, version: 3 });
    const page = openPage('/people');
    await page.click(await button('Enable the account of Ida Berg'));
    await focused(() => button('Disable the account of Ida Berg…'));
    expect(await heading(/Ida/)).not.toHaveTextContent('Disabled');
  });

  it('is not disabled when the admin cancels, and the focus goes back', async () => {
    const page = openPage('/people');
    await page.click(await button('Disable the account of Ida Berg…'));
    await page.click(await button('Cancel'));
    await focused(() => button('Disable the account of Ida Berg…'));
  });

  it('keeps the question and says why when disabling failed', async () => {
    api.on(`/api/v1/accounts/${ida.id}/disable`, problem('write-conflict'));
    const page = openPage('/people');
    await page.click(await button('Disable the account of Ida Berg…'));
    await page.click(await button('Disable account'));
    await screen.findByText('Someone else is changing this right now. Try again.');
    expect(await button('Disable account')).toHaveFocus();
  });

  it('of the admin has no button to disable it', async () => {
    openPage('/people');
    expect((await rowOf(/Ada/)).queryByRole('button')).toBeNull();
  });
});
