import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillCatalog } from '../courses/fill-catalog';
import { describeMachine } from '../shared/machine';
import { measureLoad, warmUpSeconds } from '../shared/measure-load';
import { stopAll, type Server } from '../shared/server';
import { startService, type Service } from '../shared/service';
import { requireWrk } from '../shared/wrk';
import { startPeers, type Contender } from './contenders';
import { report, type Measurement } from './report';
import { scenarioNames, scenarios, type Scenario } from './scenarios';
import { startUncached } from './uncached';

interface Options {
  rounds: number;
  seconds: number;
}

/** Measures reads of one course and of a list in rounds; resolves with the exit code. */
export async function measure({ rounds, seconds }: Options): Promise<number> {
  requireWrk();
  const machine = describeMachine();
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const servers = new Map<Contender, Server>();
  try {
    const ours = await startService('courses');
    servers.set('ours', ours);
    const uncached = await startUncached();
    servers.set('ours-uncached', uncached);
    const { id: courseId } = await fillCatalog(ours, 1_000);
    const responses = join(folder, 'responses.json');
    const [course, page] = await Promise.all([
      read(`${ours.url}/v1/courses/${courseId}`),
      read(`${ours.url}/v1/courses`),
    ]);
    writeFileSync(responses, JSON.stringify({ course, page }));
    const peers = await startPeers({ responses, databaseUri: uncached.databaseUri, folder });
    for (const [name, server] of peers) servers.set(name, server);
    const paths = {
      course: `/v1/courses/${courseId}`,
      list: '/v1/courses?limit=20',
      unchanged: `/v1/courses/${courseId}`,
      token: `/v1/courses/${courseId}`,
      courseFromDatabase: `/v1/courses/${uncached.courseId}`,
      listFromDatabase: '/v1/courses?limit=20',
    };
    return report(machine, await measureAll({ servers, ours, paths, rounds, seconds }));
  } finally {
    await stopAll([...servers.values()]);
    rmSync(folder, { recursive: true });
  }
}

const read = async (url: string): Promise<unknown> => (await fetch(url)).json();

interface Setup extends Options {
  servers: Map<Contender, Server>;
  ours: Service;
  paths: Record<Scenario, string>;
}

async function measureAll({ servers, ours, paths, rounds, seconds }: Setup): Promise<Measurement[]> {
  const measured: Measurement[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const scenario of scenarioNames) {
      for (const contender of scenarios[scenario].contenders) {
        const server = servers.get(contender) as Server;
        const url = server.url + paths[scenario];
        const headers = await headersFor(scenario, url, ours);
        const { connections, longer } = scenarios[scenario];
        const figures = await measureLoad(server, url, {
          seconds: round === 0 ? warmUpSeconds : seconds * longer,
          headers,
          connections,
        });
        if (round > 0) measured.push({ round, scenario, contender, ...figures });
      }
    }
    process.stderr.write(round === 0 ? 'warm-up done\n' : `round ${round} of ${rounds}\n`);
  }
  return measured;
}

async function headersFor(
  scenario: Scenario,
  url: string,
  { issuer }: Service,
): Promise<Record<string, string>> {
  if (scenario === 'token') return (await issuer.user(['student'])).headers;
  const etag = scenario === 'unchanged' ? (await fetch(url)).headers.get('etag') : undefined;
  return etag ? { 'if-none-match': etag } : {};
}
