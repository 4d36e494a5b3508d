import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCatalog } from '../courses/fill-catalog';
import { cpuTime, describeMachine } from '../shared/machine';
import type { Server } from '../shared/server';
import { startService } from '../shared/service';
import { load, requireWrk } from '../shared/wrk';
import { startPeers, type Contender } from './contenders';
import { report, type Measurement, type Scenario } from './report';

interface Options {
  rounds: number;
  seconds: number;
}

/** Measures reads of one course and of a list in rounds; resolves with the exit code. */
export async function measure({ rounds, seconds }: Options): Promise<number> {
  requireWrk();
  const machine = describeMachine();
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const ours = await startService('courses');
  const servers = new Map<Contender, Server>([['ours', ours]]);
  try {
    const { id: courseId } = await fillCatalog(ours, 1_000);
    const responses = join(folder, 'responses.json');
    const [course, page] = await Promise.all([
      read(`${ours.url}/v1/courses/${courseId}`),
      read(`${ours.url}/v1/courses`),
    ]);
    writeFileSync(responses, JSON.stringify({ course, page }));
    for (const [name, server] of await startPeers(responses, folder)) servers.set(name, server);
    const measured = await measureAll(servers, courseId, { rounds, seconds });
    return report(machine, measured);
  } finally {
    for (const server of servers.values()) await server.stop();
    rmSync(folder, { recursive: true });
  }
}

const read = async (url: string): Promise<unknown> => (await fetch(url)).json();

async function measureAll(
  servers: Map<Contender, Server>,
  courseId: string,
  { rounds, seconds }: Options,
): Promise<Measurement[]> {
  const paths: Record<Scenario, string> = {
    course: `/v1/courses/${courseId}`,
    list: '/v1/courses?limit=20',
    unchanged: `/v1/courses/${courseId}`,
  };
  const measured: Measurement[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [scenario, path] of Object.entries(paths) as [Scenario, string][]) {
      for (const [contender, server] of servers) {
        if (contender === 'raw' && scenario === 'unchanged') continue;
        const figures = await measureOne(server, path, scenario, seconds);
        if (round > 0) measured.push({ round, scenario, contender, ...figures });
      }
    }
    process.stderr.write(round === 0 ? 'warm-up done\n' : `round ${round} of ${rounds}\n`);
  }
  return measured;
}

async function measureOne(server: Server, path: string, scenario: Scenario, seconds: number) {
  const url = server.url + path;
  const etag = scenario === 'unchanged' ? (await fetch(url)).headers.get('etag') : undefined;
  const before = cpuTime(server.pid);
  const done = await load(url, { seconds, headers: etag ? { 'if-none-match': etag } : {} });
  const after = cpuTime(server.pid);
  const cpuMicros =
    before === undefined || after === undefined ? undefined : ((after - before) * 1_000) / done.requests;
  return { perSecond: done.perSecond, p99Ms: done.p99Ms, cpuMicros };
}
