/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import { problems } from '@courses/contracts';
import { startStubApi, type StubApi } from '../../../test/stub-api';

let api: StubApi;

beforeEach(async () => {
  api = await startStubApi();
});
afterEach(() => api.stop());

async function fill(name: string, email: string, password: string) {
  const page = openPage('/sign-up');
  for (const [label, text] of [
    ['Your name', name],
    ['Email', email],
    ['Password', password],
  ] as const)
    await page.type(await screen.findByLabelText(label), text);
  await page.click(screen.getByRole('button', { name: 'Create account' }));
}

it('shows the errors of all fields at once and focuses the first', async () => {
  await fill(' ', 'no address', 'short');
  for (const message of [
    'Enter your name.',
    'Enter an address like name@example.org.',
    'Use at least 10 characters.',
  ])
    await screen.findByText(message);
  expect(screen.getByLabelText('Your name')).toHaveFocus();
  expect(api.requests).toEqual([]);
});

it('shows the errors that only the server knows beside their fields', async () => {
  const { status, title } = problems['validation-failed'];
  const errors = ['email', 'password'].map((field) => ({
    in: 'body',
    pointer: `/${field}`,
    message: `The server rejects the ${field}.`,
  }));
  api.on('/api/v1/accounts', (res) =>
    res
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ status, title, code: 'validation-failed', errors })),
  );
  await fill('Ada', 'ada@xn--.example', 'password123');
  await screen.findByText('The server rejects the email.');
  await screen.findByText('The server rejects the password.');
  await waitFor(() => expect(screen.getByLabelText('Email')).toHaveFocus());
});
