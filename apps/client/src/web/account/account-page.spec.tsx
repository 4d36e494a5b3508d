/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor, within } from '@testing-library/react';
import { json as readJson } from 'node:stream/consumers';
import { openPage } from '../../../test/render-app';
import { idOf, json, problem, startStubApi, type Answer, type StubApi } from '../../../test/stub-api';

const user = { id: idOf(60), email: 's@example.org', displayName: 'Sam Rivera', roles: ['student'] };
const aSession = (number: number, changes: object) => ({
  id: idOf(number),
  signedInAt: '2026-11-01T10:00:00.000Z',
  lastUsedAt: '2026-11-28T10:00:00.000Z',
  isCurrent: false,
  ...changes,
});
const here = aSession(1, { browser: 'Firefox', system: 'Linux', isCurrent: true });
const elsewhere = aSession(2, { browser: 'Safari', system: 'iOS' });

let api: StubApi;
let sent: unknown[];

/** Answers a change, whose body is remembered. */
const accept =
  (answer: Answer): Answer =>
  (res, url) =>
    void readJson(res.req)
      .catch(() => undefined)
      .then((body) => {
        sent.push(body);
        answer(res, url);
      });
const done: Answer = (res) => res.writeHead(204).end();

beforeEach(async () => {
  sent = [];
  api = await startStubApi();
  api.on('/session', json({ user, howItWorks: false }));
  api.on('/api/v1/account/sessions', json({ items: [here, elsewhere] }));
  api.on('/api/v1/courses', json({ items: [] }));
});
afterEach(() => api.stop());

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const open = async () => {
  const page = openPage('/account');
  await screen.findByText('Safari on iOS');
  return page;
};

it('is linked from the name in the header', async () => {
  const page = openPage('/');
  await page.click(await screen.findByRole('link', { name: 'Sam Rivera' }));
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Your account');
  expect(document.title).toBe('Your account – Courses');
});

it('asks a visitor to sign in', async () => {
  api.on('/session', json({ user: null, howItWorks: false }));
  openPage('/account');
  await screen.findByRole('heading', { name: 'Sign in to see this page' });
});

describe('the name', () => {
  it('is saved and shown in the header at once', async () => {
    api.on(
      '/session/name',
      accept(json({ user: { ...user, displayName: 'Samuel Rivera' }, howItWorks: false })),
    );
    const page = await open();
    const name = screen.getByLabelText('Your name');
    await page.clear(name);
    await page.type(name, ' Samuel Rivera ');
    await page.click(await button('Save name'));
    await screen.findByRole('link', { name: 'Samuel Rivera' });
    expect(sent).toEqual([{ displayName: ' Samuel Rivera ' }]);
    expect(name).toHaveValue('Samuel Rivera');
    await screen.findByText(/Your name was changed/);
  });

  it('is not sent when it is blank, and its field gets the focus', async () => {
    const page = await open();
    await page.clear(screen.getByLabelText('Your name'));
    await page.type(screen.getByLabelText('Your name'), '  ');
    await page.click(await button('Save name'));
    await screen.findByText('Enter your name.');
    expect(screen.getByLabelText('Your name')).toHaveFocus();
  });
});

describe('the password', () => {
  const change = async (current: string, next: string) => {
    const page = await open();
    if (current) await page.type(screen.getByLabelText('Current password'), current);
    if (next) await page.type(screen.getByLabelText('New password'), next);
    await page.click(await button('Change password'));
  };

  it('is changed, and the list of sessions is read again', async () => {
    api.on('/session/password', accept(done));
    await change('the old sentence', 'the new sentence');
    await screen.findByText(/Your password was changed/);
    expect(sent).toEqual([{ currentPassword: 'the old sentence', newPassword: 'the new sentence' }]);
    expect(screen.getByLabelText('New password')).toHaveValue('');
    await waitFor(() =>
      expect(api.requests.filter((path) => path === '/api/v1/account/sessions').length).toBeGreaterThan(1),
    );
  });

  it('shows the errors of both fields at once', async () => {
    await change('', 'short');
    await screen.findByText('Enter your current password.');
    await screen.findByText('Use at least 10 characters.');
  });

  it.each([
    ['invalid-credentials', 'Current password', 'This is not your current password.'],
    ['password-refused', 'New password', 'This password is too short or too common. Choose another one.'],
  ] as const)('marks the field that is wrong (%s)', async (code, field, message) => {
    api.on('/session/password', problem(code));
    await change('the old sentence', 'the new sentence');
    await screen.findByText(message);
    await waitFor(() => expect(screen.getByLabelText(field)).toHaveFocus());
  });
});

describe('where one is signed in', () => {
  it('says which session is this one and offers to end the others', async () => {
    await open();
    const [own, other] = within(screen.getByRole('region', { name: 'Where you’re signed in' })).getAllByRole(
      'listitem',
    );
    expect(own).toHaveTextContent(/Firefox on Linux\s*This browser/);
    expect(within(own!).queryByRole('button')).toBeNull();
    expect(within(other!).getByRole('button', { name: /^Sign out Safari on iOS, signed in/ })).toBeVisible();
  });

  it('ends a session, announces it and moves the focus to the heading', async () => {
    api.on(`/api/v1/account/sessions/${idOf(2)}`, (res, url) => {
      api.on('/api/v1/account/sessions', json({ items: [here] }));
      done(res, url);
    });
    const page = await open();
    await page.click(await button(/^Sign out Safari/));
    await waitFor(() => expect(screen.queryByText('Safari on iOS')).toBeNull());
    expect(screen.getByText('Safari on iOS is signed out.')).toHaveAttribute('role', 'status');
    await waitFor(() => expect(screen.getByRole('heading', { name: /signed in/ })).toHaveFocus());
  });

  it('names a browser that is unknown', async () => {
    api.on('/api/v1/account/sessions', json({ items: [aSession(3, {}), elsewhere] }));
    await open();
    expect(screen.getByText('Unknown browser')).toBeVisible();
  });
});

describe('signing out everywhere', () => {
  it('asks first, and Cancel brings the focus back', async () => {
    const page = await open();
    await page.click(await button('Sign out everywhere…'));
    await waitFor(() => expect(screen.getByRole('group', { name: 'Sign out everywhere?' })).toHaveFocus());
    await page.click(await button('Cancel'));
    await waitFor(async () => expect(await button('Sign out everywhere…')).toHaveFocus());
  });

  it('signs out and shows the catalog', async () => {
    api.on('/session/all', (res, url) => {
      api.on('/session', json({ user: null, howItWorks: false }));
      done(res, url);
    });
    const page = await open();
    await page.click(await button('Sign out everywhere…'));
    await page.click(await button('Sign out everywhere'));
    await screen.findByRole('link', { name: 'Sign in' });
    expect(window.location.pathname).toBe('/');
  });

  it('says so when it failed, and the user is still signed in', async () => {
    api.on('/session/all', problem('upstream-unavailable'));
    const page = await open();
    await page.click(await button('Sign out everywhere…'));
    await page.click(await button('Sign out everywhere'));
    await screen.findByText(/The service is not responding/);
    expect(screen.getByRole('link', { name: 'Sam Rivera' })).toBeVisible();
  });
});
