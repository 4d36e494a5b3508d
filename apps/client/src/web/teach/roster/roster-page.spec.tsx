/** @jest-environment ./test/browser-environment.cjs */
import type { RosterEntry, SeatEntry } from '@courses/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { openPage } from '../../../../test/render-app';
import { aCourse, aRoster, idOf, json, problem, startStubApi, type StubApi } from '../../../../test/stub-api';

const address = `/teach/courses/${idOf(1)}/roster`;
const roster = `/api/v1/rosters/${idOf(1)}`;
const removal = `${roster}/enrollments/${idOf(51)}/removal`;
let api: StubApi;

const anEntry = (number: number, studentName?: string): RosterEntry => ({
  id: idOf(number),
  courseId: idOf(1),
  studentId: idOf(number + 100),
  enrolledAt: '2026-10-02T10:00:00.000Z',
  ...(studentName && { studentName }),
});
const aSeat = (number: number, studentName: string, changes: Partial<SeatEntry> = {}): SeatEntry => ({
  ...anEntry(number, studentName),
  lessonsDone: 1,
  lessonCount: 4,
  ...changes,
});

const peopleAre = (seats: SeatEntry[], waiting: RosterEntry[] = []) => {
  api.on(`${roster}/enrollments`, json({ items: seats }));
  api.on(`${roster}/waiting-list`, json({ items: waiting }));
};
const ada = aSeat(51, 'Ada');
const bob = aSeat(52, 'Bob', { lessonsDone: 4, completedAt: '2025-11-28T10:00:00.000Z' });

beforeEach(async () => {
  api = await startStubApi();
  const user = { id: aCourse().instructorId, email: '', displayName: 'I', roles: ['instructor'] };
  api.on('/session', json({ user, howItWorks: false }));
  api.on(`/api/v1/courses/${idOf(1)}`, json(aCourse()));
  api.on(roster, json(aRoster()));
  peopleAre([ada, bob]);
});
afterEach(() => api.stop());

const enrolled = () => screen.findByRole('region', { name: 'Enrolled students' });
const openForm = async () => {
  const user = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Remove Ada' }));
  return user;
};

it('shows how far each student is', async () => {
  openPage(address);
  const [first, second] = await within(await enrolled()).findAllByRole('listitem');
  expect(first).toHaveTextContent('Ada');
  expect(first).toHaveTextContent('1 of 4 lessons done');
  expect(second).toHaveTextContent('Completed on 28 November 2025');
  const bars = within(await enrolled()).getAllByRole('progressbar');
  expect(bars.map((bar) => bar.getAttribute('aria-valuenow'))).toEqual(['1', '4']);
  expect(await screen.findByText('The waiting list is empty.')).toBeInTheDocument();
});

it('removes a student with a reason, says so, and moves the focus to the next student', async () => {
  const user = await openForm();
  const form = screen.getByRole('form', { name: 'Remove Ada' });
  const reason = within(form).getByLabelText('Reason');
  expect(reason).toHaveFocus();
  let sent = '';
  api.on(removal, (res) => {
    res.req.on('data', (chunk: Buffer) => (sent += chunk.toString()));
    res.req.on('end', () => res.writeHead(204).end());
    peopleAre([bob]);
  });
  await user.type(reason, 'Moved to Tuesday');
  await user.click(within(form).getByRole('button', { name: 'Remove student' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove Ada' })).not.toBeInTheDocument());
  expect(JSON.parse(sent)).toEqual({ note: 'Moved to Tuesday' });
  expect(screen.getByRole('button', { name: 'Remove Bob' })).toHaveFocus();
  expect(screen.getByText('Ada').closest('[role=status]')).toHaveTextContent('Ada was removed.');
});

it('moves the focus to the heading when nobody is left', async () => {
  peopleAre([ada]);
  const user = await openForm();
  api.on(removal, (res) => {
    peopleAre([]);
    res.writeHead(204).end();
  });
  await user.type(screen.getByLabelText('Reason'), 'Moved{Enter}');
  expect(await screen.findByText('No students yet.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Enrolled students' })).toHaveFocus();
});

it('asks for the reason before anything is sent', async () => {
  const user = await openForm();
  await user.click(screen.getByRole('button', { name: 'Remove student' }));
  expect(await screen.findByText('Say why you remove this student.')).toBeInTheDocument();
  expect(screen.getByLabelText('Reason')).toBeInvalid();
  expect(api.requests).not.toContain(removal);
});

it('returns the focus to the button when the removal is canceled', async () => {
  const user = await openForm();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByRole('button', { name: 'Remove Ada' })).toHaveFocus();
  expect(screen.queryByLabelText('Reason')).not.toBeInTheDocument();
});

it('keeps the reason when the removal fails', async () => {
  const user = await openForm();
  api.on(removal, problem('outbox-full'));
  await user.type(screen.getByLabelText('Reason'), 'Moved');
  await user.click(screen.getByRole('button', { name: 'Remove student' }));
  expect(await screen.findByText(/catching up/)).toBeInTheDocument();
  expect(screen.getByLabelText('Reason')).toHaveValue('Moved');
});

it('removes nobody from an archived course', async () => {
  api.on(roster, json(aRoster({ status: 'closed' })));
  openPage(address);
  await within(await enrolled()).findByText('Ada');
  expect(screen.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument();
});

describe('the export', () => {
  const createObjectURL = jest.fn((_file: Blob) => 'blob:csv');
  beforeAll(() => Object.assign(URL, { createObjectURL, revokeObjectURL: jest.fn() }));

  it('downloads the file of the service', async () => {
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    api.on(`${roster}/export`, (res) => res.setHeader('content-type', 'text/csv').end('"Name"\r\n'));
    const user = openPage(address);
    await user.click(await screen.findByRole('button', { name: 'Export as CSV' }));
    await waitFor(() => expect(click).toHaveBeenCalled());
    expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe(
      'Roster of Containers from the ground up.csv',
    );
    expect(await createObjectURL.mock.calls[0]?.[0].text()).toBe('"Name"\r\n');
    click.mockRestore();
  });

  it('says what is wrong, and saves nothing, when it fails', async () => {
    createObjectURL.mockClear();
    api.on(`${roster}/export`, problem('forbidden'));
    const user = openPage(address);
    await user.click(await screen.findByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByText('You don’t have permission to do this.')).toHaveRole('alert');
    expect(createObjectURL).not.toHaveBeenCalled();
  });
});
