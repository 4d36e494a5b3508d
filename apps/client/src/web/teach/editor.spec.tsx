/** @jest-environment ./test/browser-environment.cjs */
import type { Course } from '@courses/contracts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { openPage } from '../../../test/render-app';
import {
  aCourse,
  aRoster,
  idOf,
  json,
  startStubApi,
  type Answer,
  type StubApi,
} from '../../../test/stub-api';

const path = `/teach/courses/${idOf(1)}`;
const course = `/api/v1/courses/${idOf(1)}`;
const user = { id: idOf(60), email: 'i@example.org', displayName: 'Ines', roles: ['instructor'] };
let api: StubApi;

/** Reads return the course as it is; a change with this method, to this path, brings the next one. */
function courseIs(first: Course, change?: { method: string; path: string; to: Course }): void {
  let now = first;
  const read: Answer = (res, url) => {
    if (change && res.req.method === change.method && url.pathname === change.path) now = change.to;
    json(now)(res, url);
  };
  api.on(course, read);
  api.on(`${course}/content`, read);
  if (change) api.on(change.path, read);
}

const mine = (changes: Partial<Course> = {}) => aCourse({ instructorId: user.id, ...changes });
const fieldError = (pointer: string) => ({ in: 'body', pointer, message: `The server rejects ${pointer}.` });

beforeEach(async () => {
  sessionStorage.clear();
  api = await startStubApi();
  api.on('/session', json({ user, howItWorks: false }));
  api.on('/api/v1/courses', json({ items: [] }));
  api.on(`/api/v1/rosters/${idOf(1)}`, json(aRoster()));
});
afterEach(() => api.stop());

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const focused = (element: () => Promise<HTMLElement>) =>
  waitFor(async () => expect(await element()).toHaveFocus());

describe('the focus of a keyboard user', () => {
  it('goes to the question and back to the button that asked it', async () => {
    courseIs(mine());
    const page = openPage(path);
    for (const [ask, question] of [
      ['Archive…', 'Archive this course?'],
      ['Remove Images', 'Remove Images?'],
    ] as const) {
      await page.click(await button(ask));
      await focused(() => screen.findByRole('group', { name: question }));
      await page.click(await button('Cancel'));
      await focused(() => button(ask));
    }
  });

  it.each([
    ['Archive…', 'Archive course', 'archive', 'published', 'archived', 'Archived'],
    ['Publish', undefined, 'publish', 'draft', 'published', 'In the catalog'],
  ] as const)('goes to the heading of the new status (%s)', async (first, then, verb, from, to, heading) => {
    const change = { method: 'POST', path: `${course}/${verb}`, to: mine({ status: to, version: 4 }) };
    courseIs(mine({ status: from }), change);
    const page = openPage(path);
    await page.click(await button(first));
    if (then) await page.click(await button(then));
    await waitFor(() => expect(screen.queryByRole('button', { name: first })).toBeNull());
    await focused(() => screen.findByRole('heading', { name: heading }));
  });

  it('goes to the next lesson when one was removed', async () => {
    const rest = mine({ version: 4, lessons: mine().lessons.slice(1) });
    courseIs(mine(), { method: 'DELETE', path: `${course}/lessons/${idOf(11)}`, to: rest });
    const page = openPage(path);
    await page.click(await button('Remove Images'));
    await page.click(await button('Remove lesson'));
    await focused(() => button('Edit Networks'));
  });

  it('goes into the form of a new lesson, and back to its button', async () => {
    courseIs(mine());
    const page = openPage(path);
    await page.click(await button('Add a lesson'));
    await focused(() => screen.findByLabelText('Title of the lesson'));
    await page.click(within(await screen.findByRole('form', { name: 'New lesson' })).getByText('Close'));
    await focused(() => button('Add a lesson'));
  });

  it('goes back to the row when the form of a lesson is saved', async () => {
    const lessons = mine().lessons.map((lesson, index) => (index ? lesson : { ...lesson, title: 'Layers' }));
    const to = mine({ version: 4, lessons });
    courseIs(mine(), { method: 'PATCH', path: `${course}/lessons/${idOf(11)}`, to });
    const page = openPage(path);
    await page.click(await button('Edit Images'));
    await page.type(await screen.findByLabelText('Title of the lesson'), '!');
    await page.keyboard('{Enter}');
    await focused(() => button('Edit Layers'));
  });

  it('stays in the save bar when changes are discarded', async () => {
    courseIs(mine());
    const page = openPage(path);
    await page.type(await screen.findByLabelText('Title'), '!');
    await page.click(await button('Discard'));
    await focused(() => button('Save'));
  });
});

describe('a form', () => {
  it.each([
    ['validation-failed', 400],
    ['course-incomplete', 422],
  ])('marks each field that the server rejects with %s and focuses the first', async (code, status) => {
    const reject: Answer = (res) => {
      const errors = [fieldError('/tags/0'), fieldError('/summary')];
      res.writeHead(status).end(JSON.stringify({ status, code, errors }));
    };
    courseIs(mine());
    api.on(course, (res, url) => (res.req.method === 'PATCH' ? reject : json(mine()))(res, url));
    const page = openPage(path);
    await page.type(await screen.findByLabelText('Title'), '!');
    await page.click(await button('Save'));
    await focused(() => screen.findByLabelText('Summary'));
    for (const label of ['Summary', 'Tags']) expect(screen.getByLabelText(label)).toBeInvalid();
    expect(screen.getByText('The server rejects /summary.')).toBeInTheDocument();
    expect(screen.getByLabelText('Title')).toBeValid();
  });

  it('marks the title and the summary that a published course needs', async () => {
    courseIs(mine());
    const page = openPage(path);
    await page.clear(await screen.findByLabelText('Summary'));
    await page.clear(screen.getByLabelText('Title'));
    await page.click(await button('Save'));
    await focused(() => screen.findByLabelText('Title'));
    expect(screen.getByLabelText('Title')).toBeInvalid();
    expect(screen.getByLabelText('Summary')).toBeInvalid();
  });
});

describe('what was typed before a reload', () => {
  it.each([
    ['Add a lesson', 'New lesson'],
    ['Edit Images', 'Lesson Images'],
  ])('is shown in its form and can be discarded (%s)', async (opener, form) => {
    courseIs(mine());
    const page = openPage(path);
    await page.click(await button(opener));
    await page.type(await screen.findByLabelText('Title of the lesson'), ' of iron');
    cleanup();
    openPage(path);
    const restored = within(await screen.findByRole('form', { name: form }));
    expect(restored.getByLabelText<HTMLInputElement>('Title of the lesson').value).toMatch(/ ?of iron$/);
    expect(restored.getByText('Restored your unsaved lesson.')).toBeInTheDocument();
    await page.click(restored.getByRole('button', { name: 'Discard' }));
    expect(restored.queryByText('Restored your unsaved lesson.')).toBeNull();
    expect(sessionStorage).toHaveLength(0);
  });

  it('is said beside a lesson whose form was closed', async () => {
    courseIs(mine());
    const page = openPage(path);
    await page.click(await button('Edit Images'));
    await page.type(await screen.findByLabelText('Title of the lesson'), '!');
    await page.click(within(await screen.findByRole('form', { name: 'Lesson Images' })).getByText('Close'));
    expect(await screen.findByRole('heading', { name: 'Images Unsaved changes' })).toBeInTheDocument();
  });

  it('is the title of a new course, too', async () => {
    const page = openPage('/teach/new');
    await page.type(await screen.findByLabelText('Title'), 'Knots');
    cleanup();
    openPage('/teach/new');
    expect(await screen.findByLabelText('Title')).toHaveValue('Knots');
    await page.click(await button('Discard'));
    expect(screen.getByLabelText('Title')).toHaveValue('');
    await focused(() => screen.findByLabelText('Title'));
    expect(sessionStorage).toHaveLength(0);
  });
});
