import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@courses/testing';
import { apps } from '../support/apps';
import { root } from '../support/run';
import { readPage, walk } from '../walk/walk';
import { isOver, isRaised } from './environment/alerts';
import { drawTree, readTrace } from './environment/jaeger';
import { startLoad, type Load } from './environment/load';
import { sendMalformed } from './environment/malformed';
import { panelQueries } from './environment/queries';
import { startObservedSystem, type ObservedSystem } from './environment/system';

/** `CLEAN_MINUTES=15 npm run test:observability -- live` is the long form. */
const cleanMinutes = Number(process.env.CLEAN_MINUTES ?? 2);
/** The promise: an alert is raised and resolved within this time. */
const alertMs = 120_000;
const testJaeger = process.env.SHORT === 'on' ? test.skip : test; // the short form has no Jaeger
const runbooks = readdirSync(join(root, 'docs/runbooks')).map((file) => basename(file, '.md'));

jest.setTimeout((cleanMinutes + 5) * 60_000);

let system: ObservedSystem;
let load: Load;
let loadBegan: number;
beforeAll(async () => {
  system = await startObservedSystem();
  Object.assign(process.env, {
    PROMETHEUS: system.prometheus.url,
    ALERTMANAGER: system.alertmanager.url,
    AMQP_URL: system.rabbit.url,
  });
  load = startLoad(system.servers.client.url, system.admin);
  loadBegan = Date.now();
});
afterAll(() => system.stop());

const secondsSince = (begin: number) => Math.round((Date.now() - begin) / 1_000);
const print = (text: string) => process.stdout.write(`observability: ${text}\n`);

async function publish(id: string): Promise<void> {
  await system.admin.send('POST', `/api/v1/courses/${id}/publish`);
}

function runCommandsOf(page: string): void {
  for (const block of readPage(page, 'docs/runbooks')) {
    const [first = ''] = block.commands.split('\n');
    if (block.notRun) test.todo(`${first} (${block.notRun})`);
    else test(first, () => walk(block));
  }
}

describe('under a clean load', () => {
  test('every service is scraped', async () => {
    const scraped = await waitFor('the first scrapes', async () => {
      const targets = await system.prometheus.targets();
      return targets.length > 0 && targets.every(({ health }) => health !== 'unknown') && targets;
    });
    const healthy = scraped.map(({ labels, health, lastError }) => [labels.job, health, lastError]).sort();
    expect(healthy).toEqual([...apps].sort().map((app) => [app, 'up', '']));
  });

  testJaeger('the trace of a publication leads from the click to the roster', async () => {
    const id = await system.admin.draftCourse(1);
    await publish(id);
    const { traceId } = await waitFor('its log entry', () =>
      system.servers.courses.log.find(({ path }) => path === `/v1/courses/${id}/publish`),
    );
    const expected = [
      'client: POST /api/v1/courses{/*rest}',
      '  client: POST',
      '    courses: POST /v1/courses/:courseId/publish',
      '      courses: create course.published.v1',
      '        client: process client.course-published-v1',
      '        courses: process courses.forget-course-published-v1',
      '        courses: send course.published.v1',
      '        enrollments: process enrollments.open-roster',
      '          enrollments: create roster.opened.v1',
      '            client: process client.roster-opened-v1',
      '            enrollments: send roster.opened.v1',
      '          enrollments: insert rosters',
      '          enrollments: update syllabi',
      '      courses: find courses',
      '      courses: update courses',
    ];
    // Each process exports its spans every 5 s.
    const tree = await waitFor('its spans', async () => {
      const trace = await readTrace(system.traces.url, String(traceId));
      return trace && trace.spans.length >= expected.length && drawTree(trace);
    });
    print(`the trace of a publication\n${tree.join('\n')}`);
    expect(tree).toEqual(expected);
  });

  test('each metric that a rule or a panel names is there, with the labels', async () => {
    const { prometheus } = system;
    const queries = [...(await prometheus.rules()), ...panelQueries().map(({ query }) => query)];
    const selectors = await Promise.all(queries.map((query) => prometheus.selectorsOf(query)));
    for (const selector of selectors.flat())
      await waitFor(JSON.stringify(selector), () => prometheus.has(selector));
    expect(await prometheus.has({ metric: 'http_request_duration_seconds_count', labels: ['path'] })).toBe(
      false,
    );
  });

  test.each(panelQueries())('$dashboard: $panel shows data', async ({ query }) => {
    const isNumber = ({ value: [, value] }: { value: [number, string] }) => value !== 'NaN';
    await waitFor(query, async () => (await system.prometheus.query(query)).some(isNumber));
  });

  testJaeger.each([
    'http_request_duration_seconds_bucket{service="courses", route="/v1/courses/:courseId/publish"}',
    'messaging_event_to_effect_seconds_bucket',
  ])('an exemplar of %s leads to a trace through several services', async (series) => {
    const [traceId] = await waitFor('an exemplar', async () => {
      const found = await system.prometheus.exemplars(series);
      return found.length > 0 && found;
    });
    await waitFor(`the trace ${traceId}`, async () => {
      const { processes = {} } = (await readTrace(system.traces.url, `${traceId}`)) ?? {};
      return new Set(Object.values(processes).map(({ serviceName }) => serviceName)).size > 1;
    });
  });

  describe.each(runbooks.filter((page) => page !== 'README'))('docs/runbooks/%s.md', runCommandsOf);

  test(`no alert is raised in ${cleanMinutes} minutes`, async () => {
    await pause(Math.max(0, loadBegan + cleanMinutes * 60_000 - Date.now()));
    print(`${await load.stop()} rounds of load in ${secondsSince(loadBegan)} s`);
    expect(await system.prometheus.fired()).toEqual([]);
  });
});

test('a message that cannot be understood raises a ticket', async () => {
  await sendMalformed(system.rabbit.url, 'enrollments.open-roster');
  const began = Date.now();
  await waitFor('the ticket', () => isRaised(system, 'DeadLetters', 'tickets'), alertMs);
  print(`DeadLetters was raised after ${secondsSince(began)} s`);
});

test('a killed broker raises a page within 2 minutes, which resolves within 2 minutes after the restart', async () => {
  const [during, after] = [await system.admin.draftCourse(1), await system.admin.draftCourse(1)];
  const killed = Date.now();
  await Promise.all([publish(during), system.rabbit.process.kill()]);
  await publish(after);
  await waitFor('the page', () => isRaised(system, 'OutboxStalled', 'pages'), killed + alertMs - Date.now());
  print(`OutboxStalled was raised ${secondsSince(killed)} s after the broker was killed`);

  await system.rabbit.process.start();
  const restarted = Date.now();
  await waitFor('its end', () => isOver(system, 'OutboxStalled'), alertMs);
  print(`OutboxStalled was resolved ${secondsSince(restarted)} s after the broker was back`);
  for (const id of [during, after]) await system.admin.send('GET', `/api/v1/rosters/${id}`);
});

describe('docs/runbooks/README.md', () => runCommandsOf('README'));
