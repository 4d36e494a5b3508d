import { apps } from '../support/apps';
import type { Fleet } from '../support/fleet';
import { inspect, startInspectedFleet, type Inspection } from './fuzz/inspection';
import { fuzzPlan } from './fuzz/plan';
import { schemathesis, type Target } from './fuzz/schemathesis';

const { seconds, seed } = fuzzPlan();
/** Directly and through the client, each once to warm up and once to compare the heaps. */
const roundSeconds = Math.ceil(seconds / 4);
const mostGrowthMegabytes = 8;
const documented = apps.filter((app) => app !== 'client');

jest.setTimeout(seconds * 3_000 + 180_000);

let fleet: Fleet;
let inspection: Inspection;
beforeAll(async () => {
  fleet = await startInspectedFleet();
  inspection = inspect(fleet);
});
afterAll(() => fleet.stop());

const urlOf = (app: string) => fleet.servers[app]?.url as string;

async function targets(throughClient: boolean): Promise<Target[]> {
  const signedIn = await fleet.signIn();
  return documented.map((app) => ({
    name: throughClient ? `${app} through the client` : app,
    document: `${urlOf(app)}/openapi.json`,
    url: throughClient ? `${urlOf('client')}/api` : urlOf(app),
    headers: signedIn[throughClient ? 'client' : app] as string[],
  }));
}

/** How many requests each target got. */
const generated: Record<string, number> = {};

async function round(number: number, throughClient: boolean): Promise<void> {
  const all = await targets(throughClient);
  const runs = await Promise.all(
    all.map(async (target) => ({
      name: target.name,
      ...(await schemathesis(target, { seconds: roundSeconds, seed: seed + number })),
    })),
  );
  for (const { name, report } of runs)
    generated[name] = (generated[name] ?? 0) + Number(/(\d+) generated/.exec(report)?.[1] ?? 0);
  expect(runs.filter(({ failed }) => failed).map(({ name, report }) => `${name}\n${report}`)).toEqual([]);
}

it(`valid and invalid data by the API documents get no unannounced error in ${seconds} s (seed ${seed})`, async () => {
  await round(1, false);
  await round(2, true);
  const before = await Promise.all(apps.map(inspection.heapOf));
  await round(3, false);
  await round(4, true);
  const after = await Promise.all(apps.map(inspection.heapOf));
  process.stdout.write(`schemathesis: ${JSON.stringify({ generated, megabytes: { before, after } })}\n`);
  expect(inspection.ended()).toEqual([]);
  expect(Object.keys(generated).filter((name) => generated[name] === 0)).toEqual([]);
  for (const [index, app] of apps.entries()) {
    expect((after[index] as number) - (before[index] as number)).toBeLessThan(mostGrowthMegabytes);
    expect([app, inspection.errorsOf(app)]).toEqual([app, []]);
    expect(inspection.faultsLogged(app)).toEqual([]);
  }
});
