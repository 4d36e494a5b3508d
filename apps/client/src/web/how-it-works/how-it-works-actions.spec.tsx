/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor, within } from '@testing-library/react';
import type { Scene } from '../../shared/scene';
import type { SystemState } from '../../shared/system-state';
import { aSystemState } from '../../../test/a-system-state';
import { openPage } from '../../../test/render-app';
import { json, startStubApi, type StubApi } from '../../../test/stub-api';

jest.mock('../styles/how-it-works.css', () => ({}));
jest.mock('../styles/how-it-works-details.css', () => ({}));
jest.mock('../styles/scene.css', () => ({}));

let api: StubApi;

const state = aSystemState();

const page = () => openPage('/how-it-works');

beforeAll(() => {
  window.matchMedia = () => ({ matches: true }) as MediaQueryList;
});
beforeEach(async () => {
  api = await startStubApi();
  api.on('/system', json(state));
  api.on('/system/events', json({ items: [] }));
  api.on('/system/dead-letters', json({ items: [], canPublishUnreadable: false }));
});
afterEach(() => api.stop());

const inOneProcess: SystemState = {
  ...state,
  services: [
    {
      name: 'courses',
      state: 'ready',
      checks: {},
      phase: 'running',
      outbox: 2,
      docsUrl: 'http://localhost:3001/docs',
    },
  ],
  queues: [
    {
      name: 'enrollments.open-roster',
      event: 'course.published.v1',
      waiting: 3,
      counts: { paused: false, received: 10, handled: 7, dead: 0, parked: 0 },
    },
  ],
  oneProcess: { embeddedBroker: true, embeddedDatabase: true, stoppable: ['courses', 'RabbitMQ'] },
};

it('says that it is one process, and counts what is handled and what is on the way', async () => {
  api.on('/system', json(inOneProcess));
  page();
  expect(await screen.findByText('one Node.js process')).toBeInTheDocument();
  expect(screen.getByText(/10 messages were put into queues/)).toHaveTextContent('7 handled, 3 on the way');
});

it.each([
  ['Pause enrollments.open-roster', '/system/queues/enrollments.open-roster'],
  ['Stop courses', '/system/services/courses'],
  ['Stop RabbitMQ', '/system/services/RabbitMQ'],
])('sends the change of the button "%s"', async (name, path) => {
  api.on('/system', json(inOneProcess));
  api.on(path, (res) => res.writeHead(204).end());
  const user = page();
  await user.click(await screen.findByRole('button', { name }));
  await waitFor(() => expect(api.requests).toContain(path));
});

it('offers neither to stop nor to pause anything elsewhere', async () => {
  page();
  await screen.findByText('Every service is ready.');
  expect(screen.queryByRole('button', { name: /Stop|Pause/ })).not.toBeInTheDocument();
  expect(screen.queryByText('one Node.js process')).not.toBeInTheDocument();
});

const scene: Scene = {
  status: 'idle',
  current: 0,
  steps: [
    {
      title: 'Iris publishes a course',
      sentence: 'One write.',
      causes: ['course.published.v1', 'roster.opened.v1'],
      happened: { 'course.published.v1': 'event-1' },
    },
  ],
};

it('offers no scene where there is none to play', async () => {
  page();
  await screen.findByText('Every service is ready.');
  expect(screen.queryByRole('heading', { name: 'Watch it happen' })).not.toBeInTheDocument();
});

it('plays the scene: explains the step, and says which of its events have happened', async () => {
  api.on('/system', json({ ...state, scene }));
  api.on('/system/scene', json({ ...scene, status: 'playing' }));
  const user = page();
  await user.click(await screen.findByRole('button', { name: 'Play the scene' }));
  expect(await screen.findByText('Iris publishes a course')).toBeInTheDocument();
  const caused = within(screen.getByRole('list', { name: 'Events of this step' }));
  expect(caused.getByRole('link', { name: 'course.published.v1' })).toHaveAttribute(
    'href',
    '/how-it-works?event=event-1',
  );
  expect(caused.getByText('roster.opened.v1')).toHaveTextContent('is awaited');
  expect(screen.getByRole('heading', { name: /Watch it happen/ })).toHaveFocus();
});

it('says why the scene failed, and plays it again', async () => {
  api.on(
    '/system',
    json({ ...state, scene: { ...scene, status: 'failed', problem: 'courses: Route not found' } }),
  );
  page();
  expect(await screen.findByText(/did not get to its end: courses: Route not found/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Play it again' })).toBeInTheDocument();
});

it('shows why a message was set aside, and replays it', async () => {
  const letter = {
    queue: 'enrollments.open-roster',
    kind: 'parked',
    id: 'message-1',
    type: 'course.published.v1',
    reason: 'data.id: missing',
    attempts: 1,
  };
  api.on('/system', json(inOneProcess));
  api.on('/system/dead-letters', json({ items: [letter], canPublishUnreadable: true }));
  const user = page();
  expect(await screen.findByText('Parked after 1 attempt: data.id: missing')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Replay message-1' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Dead letters' })).toHaveFocus());
});

it('asks for dead letters neither as a student nor signed out, elsewhere', async () => {
  page();
  await screen.findByText('Every service is ready.');
  expect(screen.queryByRole('heading', { name: 'Dead letters' })).not.toBeInTheDocument();
  expect(api.requests).not.toContain('/system/dead-letters');
});
