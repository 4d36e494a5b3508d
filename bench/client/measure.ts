import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCatalog } from '../courses/fill-catalog';
import { signInAt, startIdentity } from '../shared/identity';
import { describeMachine } from '../shared/machine';
import { measureLoad, warmUpSeconds } from '../shared/measure-load';
import { stopAll, type Server } from '../shared/server';
import { startService } from '../shared/service';
import { requireWrk } from '../shared/wrk';
import { startClient, startPeers, type Contender } from './contenders';
import { measureEnrollments } from './enrollments';
import { measurePageLoad } from './page-load';
import { report, type Measurement } from './report';
import { measureSignIns } from './sign-ins';

interface Options {
  rounds: number;
  seconds: number;
  students: number;
  signIns: number;
}

/** Measures the browser's path; resolves with the exit code. The programs under test have the first core, all others the second. */
export async function measure({ rounds, seconds, students, signIns: count }: Options): Promise<number> {
  requireWrk();
  const machine = describeMachine();
  const folder = mkdtempSync(join(tmpdir(), 'bench-client-'));
  const started: { stop(): Promise<void> }[] = [];
  const keep = <Started extends { stop(): Promise<void> }>(server: Started): Started => {
    started.unshift(server);
    return server;
  };
  try {
    const identity = keep(await startIdentity());
    const courses = keep(await startService('courses', { issuer: identity.issuer, core: 1 }));
    const enrollments = keep(await startService('enrollments', { core: 1 }));
    const urls = { IDENTITY_URL: identity.url, COURSES_URL: courses.url, ENROLLMENTS_URL: enrollments.url };
    const client = keep(await startClient(urls, folder));
    const peers = await startPeers(courses.url, folder);
    for (const peer of peers.values()) keep(peer);
    const { id } = await fillCatalog(courses, 100);
    const contenders = new Map<Contender, Server>([['anonymous', client], ['session', client], ...peers]);
    const page = await measurePageLoad(client.url);
    const signIns = await measureSignIns(client, identity.url, count);
    const enrolled = await measureEnrollments(client, enrollments, { students, rounds: Math.min(rounds, 3) });
    const reads = await measureReads(contenders, `/api/v1/courses/${id}`, { rounds, seconds });
    return report({ machine, reads, page, signIns, enrollments: enrolled });
  } finally {
    await stopAll(started);
    rmSync(folder, { recursive: true });
  }
}

async function measureReads(
  contenders: Map<Contender, Server>,
  path: string,
  { rounds, seconds }: Pick<Options, 'rounds' | 'seconds'>,
): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, server] of contenders) {
      const headers = contender === 'session' ? { cookie: await signInAt(server.url) } : undefined;
      const figures = await measureLoad(server, server.url + path, {
        seconds: round === 0 ? warmUpSeconds : seconds,
        ...(headers && { headers }),
      });
      if (round > 0) measured.push({ round, contender, ...figures });
    }
    process.stderr.write(round === 0 ? 'warm-up done\n' : `round ${round} of ${rounds}\n`);
  }
  return measured;
}
