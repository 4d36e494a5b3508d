/** @jest-environment ./test/browser-environment.cjs */
import { screen } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import { idOf, json, noConnection, problem, startStubApi, type StubApi } from '../../../test/stub-api';

const address = `/certificates/${idOf(90)}`;
const path = `/api/v1${address}`;
let api: StubApi;

const certificate = {
  id: idOf(90),
  studentName: 'Ada Lovelace',
  courseTitle: 'Knots and ropes',
  completedAt: '2025-11-28T10:00:00.000Z',
};

beforeEach(async () => {
  api = await startStubApi();
  api.on(path, json(certificate));
});
afterEach(() => api.stop());

it('shows a visitor who completed what and when, and the address to check it', async () => {
  openPage(address);
  await screen.findByRole('heading', { level: 1, name: 'Ada Lovelace' });
  const sheet = screen.getByRole('article');
  expect(sheet).toHaveTextContent('has completed the course');
  expect(sheet).toHaveTextContent('Knots and ropes');
  expect(sheet).toHaveTextContent('28 November 2025');
  expect(sheet).toHaveTextContent(`${window.location.origin}${address}`);
  expect(screen.getByText(/This certificate is genuine/)).toBeInTheDocument();
});

it('prints the page', async () => {
  const print = jest.fn();
  Object.assign(window, { print });
  const user = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Print' }));
  expect(print).toHaveBeenCalledTimes(1);
});

it.each(['certificate-not-found', 'validation-failed'] as const)(
  'says that a certificate could not be verified (%s)',
  async (code) => {
    api.on(path, problem(code));
    openPage(address);
    await screen.findByRole('heading', { name: 'This certificate could not be verified' });
    expect(screen.queryByText(/genuine/)).not.toBeInTheDocument();
  },
);

it('does not call a certificate false when it could not be checked', async () => {
  api.on(path, noConnection);
  const user = openPage(address);
  await screen.findByRole('heading', { name: 'The certificate could not be checked' });
  api.on(path, json(certificate));
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await screen.findByRole('heading', { level: 1, name: 'Ada Lovelace' });
});
