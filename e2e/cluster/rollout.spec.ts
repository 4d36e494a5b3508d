import { waitFor } from '@courses/testing';
import { publishCourse, request, type Roster } from '../support/catalog';
import { attempt, run } from '../support/run';
import {
  adminToken,
  applyEverything,
  clientUrl,
  coursesUrl,
  deploymentsOfOurs,
  kubectl,
  kubectlWithDiagnostics,
  publicUrls,
  restart,
} from './cluster';
import { underLoad, type LoadResult } from './load';

jest.setTimeout(3_600_000);
/** The long form, by hand: ROLLOUTS=20 npm run test:cluster -- rollout */
const rounds = Number(process.env.ROLLOUTS ?? 1);
const rate = Number(process.env.RATE ?? 200);
let urls: string[] = [];

beforeAll(async () => {
  await applyEverything();
  urls = await publicUrls();
});

function report(what: string, { requests, failures, median, p99 }: LoadResult): void {
  process.stdout.write(
    `${what}: ${requests} requests, ${failures.length} failed, median ${median} ms, p99 ${p99} ms\n`,
  );
}

test(`rolling restarts at ${rate} requests a second lose no request and no event`, async () => {
  const published: string[] = [];
  for (const deployment of await deploymentsOfOurs()) {
    const load = await underLoad(urls, rate, async () => {
      for (let round = 1; round <= rounds; round += 1) {
        // A token expires after some minutes.
        const token = await adminToken();
        published.push(await publishCourse(coursesUrl, `${deployment} ${round}`, token));
        await restart(deployment);
      }
    });
    report(`${rounds} x ${deployment}`, load);
    expect(load.failures).toEqual([]);
    expect(load.requests).toBeGreaterThan(rate);
  }
  const client = await clientUrl();
  for (const id of published)
    await waitFor(`the roster of ${id}`, async () => {
      const { status, body } = await request<Roster>(`${client}/api/v1/rosters/${id}`);
      return status === 200 && body.courseId === id;
    });
});

test('killing a pod fails no more than its requests in flight', async () => {
  const load = await underLoad([`${coursesUrl}/v1/courses`], rate, async () => {
    const [pod = ''] = (await kubectl('get', 'pods', '-l', 'app=courses', '-o', 'name')).split('\n');
    await kubectl('delete', pod, '--force', '--grace-period=0');
    await kubectlWithDiagnostics('rollout', 'status', 'deployment', 'courses-depl', '--timeout=600s');
  });
  report('delete pod --force', load);
  const cutOff = load.failures.filter((failure) => /ECONNRESET|ECONNREFUSED|socket hang up/.test(failure));
  expect(load.failures).toEqual(cutOff);
  // Until the kernel's rules forget the pod, connections to it are refused: half of all, for a moment.
  expect(cutOff.length).toBeLessThan(load.requests / 4);
});

test('a broken tag stops the rollout without an outage, and undo repairs it', async () => {
  const load = await underLoad([`${coursesUrl}/v1/courses`], rate, async () => {
    await kubectl('set', 'image', 'deployment', 'courses-depl', 'courses=courses:no-such-tag');
    const status = ['rollout', 'status', 'deployment', 'courses-depl', '--timeout=10s'];
    expect((await attempt('kubectl', status)).status).not.toBe(0);
    await kubectl('rollout', 'undo', 'deployment', 'courses-depl');
    await kubectlWithDiagnostics('rollout', 'status', 'deployment', 'courses-depl', '--timeout=600s');
  });
  report('broken tag and undo', load);
  expect(load.failures).toEqual([]);
});

describe('nx run courses:rollout', () => {
  const rollout = (...args: string[]) =>
    attempt('npx', ['nx', 'run', 'courses:rollout', ...args, '--context=local']);

  test('deploys a new image and prints its name', async () => {
    const { status, output } = await rollout();
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toMatch(/courses runs courses:[0-9a-f]{12}\./);
  });

  test('changes nothing when the image did not change', async () => {
    const generation = () =>
      kubectl('get', 'deployment', 'courses-depl', '-o', 'jsonpath={.metadata.generation}');
    const before = await generation();
    expect(await rollout()).toMatchObject({ status: 0 });
    expect(await generation()).toBe(before);
  });

  test('prints the cause and rolls back when the new version exits at its start', async () => {
    await run(
      'sh',
      '-c',
      `printf 'FROM courses:latest\\nENTRYPOINT ["/nodejs/bin/node", "gone.js"]' | docker build -t courses:broken -`,
    );
    const { status, output } = await rollout('--to=broken', '--undo-on-failure', '--timeout=20s');
    expect(status).not.toBe(0);
    expect(output).toMatch(/did not finish: its container exits right after the start \(exit code 1\)/);
    expect(output).toContain("Cannot find module '/app/gone.js'");
    expect(output).toContain('courses is back at the previous version.');
  });

  test('lists the existing tags when the requested one does not exist', async () => {
    const { status, output } = await rollout('--to=no-such-tag');
    expect(status).not.toBe(0);
    expect(output).toMatch(/There is no image courses:no-such-tag; existing tags: .*0\.0\.2/);
  });
});
