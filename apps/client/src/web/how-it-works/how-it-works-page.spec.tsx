/** @jest-environment ./test/browser-environment.cjs */
import { screen, waitFor, within } from '@testing-library/react';
import type { SystemEvent, SystemEventDetails } from '../../shared/system-event';
import type { Trace } from '../../shared/trace';
import { aSystemState } from '../../../test/a-system-state';
import { aBatchTrace, aPublishTrace, summaryOf } from '../../../test/a-trace';
import { sendLiveEvent } from '../../../test/fake-event-source';
import { address, openPage } from '../../../test/render-app';
import { json, problem, startStubApi, type StubApi } from '../../../test/stub-api';

jest.mock('../styles/how-it-works.css', () => ({}));
jest.mock('../styles/how-it-works-details.css', () => ({}));
jest.mock('../styles/scene.css', () => ({}));
jest.mock('../styles/traces.css', () => ({}));

let api: StubApi;

const state = aSystemState({ hasTraces: true });

const event: SystemEvent = {
  id: '1',
  type: 'course.published.v1',
  source: 'courses',
  time: '2026-10-02T10:00:00.000Z',
  about: 'Knots',
  queues: [],
  live: ['client'],
  traceId: aPublishTrace.traceId,
};

const has = (...traces: Trace[]) => {
  api.on('/system/traces', json({ items: traces.map(summaryOf) }));
  for (const trace of traces) api.on(`/system/traces/${trace.traceId}`, json(trace));
};

const page = (query = '') => openPage(`/how-it-works${query}`);
const spans = async () => within(await screen.findByRole('list', { name: 'Spans' })).getAllByRole('listitem');
const span = (name: RegExp) => screen.findByRole('button', { name });
const reads = () => api.requests.filter((path) => path === '/system/traces').length;

beforeAll(() => {
  window.matchMedia = () => ({ matches: true }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});
beforeEach(async () => {
  api = await startStubApi();
  api.on('/system', json(state));
  api.on('/system/events', json({ items: [] }));
  has(aBatchTrace, aPublishTrace);
});
afterEach(() => api.stop());

it('shows no traces where none can be read, and does not ask for them', async () => {
  api.on('/system', json({ ...state, hasTraces: false }));
  page();
  await screen.findByText('Every service is ready.');
  sendLiveEvent('event', event);
  await screen.findByText('course.published.v1');
  expect(screen.queryByRole('heading', { name: 'Traces' })).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /^Trace of/ })).not.toBeInTheDocument();
  expect(reads()).toBe(0);
});

it('explains how to get a trace when there is none', async () => {
  has();
  page();
  expect(await screen.findByText('No traces yet. Enroll in a course or publish one.')).toBeInTheDocument();
});

it('lists the traces with their services and shows the one that crosses the most', async () => {
  page();
  const [batch, publish] = within(await screen.findByRole('list', { name: 'Last traces' })).getAllByRole(
    'link',
  );
  expect(batch).toHaveTextContent('send outbox courses');
  expect(publish).toHaveTextContent(/POST \/api\/v1\/courses failed.*client.*courses.*enrollments.*6 spans/);
  expect(publish).toHaveAttribute('aria-current', 'true');
  expect(await spans()).toHaveLength(6);
});

it('indents each span below its parent and names the way between services', async () => {
  page();
  const rows = await spans();
  expect(rows.map((row) => row.getAttribute('aria-level'))).toEqual(['1', '2', '3', '4', '5', '5']);
  expect(rows[2]).toHaveTextContent('client → courses');
  expect(rows[4]).toHaveTextContent('courses → RabbitMQ → enrollments24 ms');
  expect(rows[4]).toHaveTextContent('failed10 ms');
  expect(rows[5]).toHaveTextContent('courses → RabbitMQ → enrollments1 s');
});

it('opens the attributes of a span by keyboard, keeps the focus there, and has both in the URL', async () => {
  const user = page();
  const row = await span(/courseId.publish/);
  row.focus();
  await user.keyboard('{Enter}');
  expect(row).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByText('http.response.status_code').nextSibling).toHaveTextContent('200');
  expect(address()).toBe(`/how-it-works?trace=${aPublishTrace.traceId}&span=03`);
  await user.keyboard('{Enter}');
  expect(screen.queryByText('http.response.status_code')).not.toBeInTheDocument();
  expect(row).toHaveFocus();
});

it('follows the links of a span to an earlier attempt and to another trace, and says which is gone', async () => {
  const user = page(`?trace=${aPublishTrace.traceId}&span=06`);
  expect(await screen.findByText(/a{32}, which is no longer kept/)).toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'process enrollments.open-roster' }));
  expect(await screen.findByText('the database was away')).toBeInTheDocument();
  expect(await span(/open-roster.*failed/)).toHaveFocus();
  await user.click(screen.getByRole('link', { name: /send outbox courses/ }));
  await user.click(await span(/send outbox courses/));
  await user.click(screen.getByRole('link', { name: 'a span of the trace POST /api/v1/courses' }));
  await waitFor(async () => expect(await span(/create course.published/)).toHaveFocus());
});

it('leads from an event to its trace with one click', async () => {
  const user = page();
  await screen.findByText('Every service is ready.');
  sendLiveEvent('event', event);
  await user.click(await screen.findByRole('link', { name: 'Trace of course.published.v1 Knots' }));
  expect(address()).toBe(`/how-it-works?trace=${aPublishTrace.traceId}`);
  expect(screen.getByRole('heading', { name: `Trace ${aPublishTrace.traceId}` })).toHaveFocus();
});

it('says so when the trace of the URL was dropped', async () => {
  api.on('/system/traces/gone', problem('route-not-found'));
  page('?trace=gone');
  expect(await screen.findByText(/only the last ones are kept/)).toBeInTheDocument();
});

it('refetches the traces once for several events', async () => {
  page();
  await spans();
  const before = reads();
  for (const id of ['1', '2', '3']) sendLiveEvent('event', { ...event, id });
  await waitFor(() => expect(reads()).toBe(before + 1));
});

it('shows the events that happened before it was opened, and each new one once', async () => {
  api.on(
    '/system/events',
    json({ items: [{ ...event, id: '0', type: 'roster.opened.v1', about: 'Before' }] }),
  );
  page();
  expect(await screen.findByText('roster.opened.v1')).toBeInTheDocument();
  sendLiveEvent('event', event);
  sendLiveEvent('event', event);
  const log = within(screen.getByRole('log', { name: 'Events' }));
  await waitFor(() => expect(log.getAllByRole('listitem')).toHaveLength(2));
  expect(log.getAllByRole('listitem')[0]).toHaveTextContent('course.published.v1');
});

it('opens an event to its way and its data, and keeps it open in the URL', async () => {
  const details: SystemEventDetails = {
    ...event,
    summary: 'A course became visible.',
    subject: 'course-1',
    version: 3,
    data: { title: 'Knots' },
    receivedAt: '2026-10-02T10:00:00.040Z',
    publishedAt: '2026-10-02T10:00:00.012Z',
    producerFiles: ['apps/courses/src/domain/course.ts'],
    deliveries: [
      {
        queue: 'enrollments.open-roster',
        live: false,
        file: 'apps/enrollments/src/sync.consumer.ts',
        attempts: [
          { number: 1, startedAt: event.time, durationMs: 8, outcome: 'retry', reason: 'was locked' },
          { number: 2, startedAt: '2026-10-02T10:00:01.020Z', durationMs: 6, outcome: 'ack' },
        ],
      },
    ],
  };
  api.on('/system/events', json({ items: [event] }));
  api.on('/system/events/1', json(details));
  const user = page();
  await user.click(await screen.findByRole('button', { name: 'course.published.v1 Knots' }));
  expect(address()).toBe('/how-it-works?event=1');
  const way = within(await screen.findByRole('list', { name: 'The way of the event' }));
  expect(way.getByText('+12 ms')).toBeInTheDocument();
  expect(way.getByText(/Attempt 2, \+1 s: Handled in 6 ms/)).toBeInTheDocument();
  expect(way.getByText('was locked')).toBeInTheDocument();
  expect(way.getByText('apps/enrollments/src/sync.consumer.ts').closest('a')).toBeNull();
  expect(screen.getByLabelText('Data of the event')).toHaveTextContent('"title": "Knots"');
});
