/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import { aSummary, idOf, json, page, startStubApi } from '../../../test/stub-api';

const user = { id: idOf(60), email: 'i@example.org', displayName: 'Ines', roles: ['instructor'] };

it('moves the focus to the first course that "Show more" brought, and to the main part after signing out', async () => {
  const api = await startStubApi();
  let isSignedIn = true;
  api.on('/session', (res, url) => {
    if (res.req.method === 'DELETE') isSignedIn = false;
    json({ user: isSignedIn ? user : null, howItWorks: false })(res, url);
  });
  api.on('/api/v1/courses', (res, url) =>
    json(
      url.searchParams.has('cursor')
        ? page([aSummary('Second', { id: idOf(2) })])
        : page([aSummary('First')], 'next'),
    )(res, url),
  );
  const actions = openPage('/teach');
  await actions.click(await screen.findByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(screen.getByRole('link', { name: 'Second' })).toHaveFocus());
  await actions.click(screen.getByRole('link', { name: 'Catalog' }));
  await screen.findByRole('searchbox');
  await actions.click(screen.getByRole('button', { name: 'Sign out' }));
  await screen.findByRole('link', { name: 'Sign in' });
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  await api.stop();
});
