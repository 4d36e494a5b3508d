import { waitFor } from '@courses/testing';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { apps } from '../support/apps';
import { isReachable, publishCourse, request, signIn, type Roster } from '../support/catalog';
import { attempt, root, run } from '../support/run';

jest.setTimeout(600_000);
const project = 'courses-compose-test';
/** Its images have labels of Compose; `latest` stays what other specs test. */
const TAG = project;
// Free ports, so that a running system is not affected; Docker's classic builder, to use its cache.
Object.assign(process.env, {
  TAG,
  PORT: '0',
  COURSES_PORT: '0',
  ENROLLMENTS_PORT: '0',
  IDENTITY_PORT: '0',
  DOCKER_BUILDKIT: '0',
});
const compose = (...args: string[]) => run('docker', 'compose', '-p', project, ...args);
const url = async (service: string, port = '3000') => `http://${await compose('port', service, port)}`;
const left = async () =>
  Promise.all(
    [
      ['ps', '-a'],
      ['volume', 'ls'],
      ['network', 'ls'],
    ].map((kind) => run('docker', ...kind, '-q', '--filter', `label=com.docker.compose.project=${project}`)),
  );

afterAll(async () => {
  await attempt('docker', ['compose', '-p', project, '--profile', 'dev', 'down', '-v']);
  await attempt('docker', ['image', 'rm', ...apps.map((app) => `${app}:${TAG}`)]);
});

describe('docker compose up', () => {
  let courseId = '';

  beforeAll(() => compose('up', '--build', '--detach', '--wait'));

  test('starts a system in which a published course gets its roster and the page is served', async () => {
    const admin = await signIn(await url('identity'), 'admin@example.com', 'administrator-dev-only');
    courseId = await publishCourse(await url('courses'), 'Composed', admin);
    const client = await url('client');
    const roster = await waitFor('the roster', async () => {
      const { status, body } = await request<Roster>(`${client}/api/v1/rosters/${courseId}`);
      return status === 200 && body;
    });
    expect(roster).toMatchObject({ courseId, courseTitle: 'Composed', seatsLeft: 12 });
    expect(await (await fetch(client)).text()).toContain('<title>');
  });

  test('traces, and says once in each service that nobody takes the spans without the observability profile', async () => {
    const services = ['identity', 'courses', 'enrollments', 'client'];
    const warnings = async (service: string) =>
      (await compose('logs', '--no-log-prefix', service)).split('spans are not exported').length - 1;
    await waitFor('the warnings', async () =>
      (await Promise.all(services.map(warnings))).every((count) => count > 0),
    );
    expect(await Promise.all(services.map(warnings))).toEqual([1, 1, 1, 1]);
  });

  test('keeps the data over a down and up', async () => {
    await compose('down');
    await compose('up', '--detach', '--wait');
    const shown = await request<{ title: string }>(`${await url('client')}/api/v1/courses/${courseId}`);
    expect(shown.body.title).toBe('Composed');
  });

  test('down -v removes everything', async () => {
    await compose('down', '-v');
    expect(await left()).toEqual(['', '', '']);
  });
});

describe('docker compose up dev', () => {
  beforeAll(() => compose('up', '--detach', 'dev'));
  afterAll(() => compose('--profile', 'dev', 'down', '-v'));

  test('runs the services from their sources, restarts one when its source changes, and serves the page', async () => {
    const courses = await url('courses-dev');
    await waitFor('courses', () => isReachable(`${courses}/health/ready`), 120_000);
    const starts = async () =>
      (await compose('logs', '--no-log-prefix', 'courses-dev')).split('"listening"').length - 1;
    expect(await starts()).toBe(1);
    utimesSync(join(root, 'apps/courses/src/main.ts'), new Date(), new Date());
    await waitFor('the next start', async () => (await starts()) === 2);
    const page = await url('dev', '5173');
    await waitFor('the page', () => isReachable(page));
    await waitFor('the server behind the page', () => isReachable(`${page}/api/v1/courses`), 120_000);
  });
});
