import { setTimeout as pause } from 'node:timers/promises';
import { fillCatalog } from '../courses/fill-catalog';
import { cpuTime, describeMachine, memoryOf } from '../shared/machine';
import { checkGoals, exitCode, writeJson } from '../shared/results';
import { startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { load, requireWrk } from '../shared/wrk';
import { startCollector } from './collector';

interface Rounds {
  rounds: number;
  seconds: number;
}

interface Options extends Rounds {
  /** How many pairs of processes: of two processes of the same program, one may be a tenth slower than the other. */
  pairs: number;
}

/** What a read of one cached course costs, by round: the cheapest request, which tracing slows down most. */
interface Costs {
  perSecond: number[];
  cpuMicros: number[];
}

/** Compares the courses service without tracing with one that samples a tenth; resolves with the exit code. */
export async function measure({ pairs, ...rounds }: Options): Promise<number> {
  requireWrk();
  const machine = describeMachine();
  const collector = await startCollector();
  const traced = {
    ...process.env,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
  };
  const measured: Awaited<ReturnType<typeof measurePair>>[] = [];
  try {
    for (let pair = 1; pair <= pairs; pair += 1) {
      measured.push(await measurePair(traced, rounds));
      process.stderr.write(`pair ${pair} of ${pairs}\n`);
    }
  } finally {
    collector.stop();
  }
  if (collector.bytes === 0) throw new Error('No span was exported');
  const of = (figure: 'byRate' | 'byCpu' | 'idleMiB') => median(measured.map((pair) => pair[figure]));
  const goals = checkGoals([
    { what: 'requests/s, on at 10 % to off', value: of('byRate'), atLeast: 0.9 },
    { what: 'the same by CPU time', value: of('byCpu'), atLeast: 0.9 },
    { what: 'memory idle, on less off, MiB', value: of('idleMiB'), atMost: 15 },
  ]);
  writeJson('tracing', { machine, pairs: measured, goals });
  return exitCode(goals);
}

async function measurePair(traced: NodeJS.ProcessEnv, rounds: Rounds) {
  const off = await startService('courses');
  const on = await startService('courses', { env: traced });
  try {
    await pause(5_000);
    const idleMiB = (memoryOf(on.pid) ?? NaN) - (memoryOf(off.pid) ?? NaN);
    const costs = await compare({ off, on }, rounds);
    const cpuMicros = { off: median(costs.off.cpuMicros), on: median(costs.on.cpuMicros) };
    return { ...ratio(costs.on, costs.off), cpuMicros, idleMiB };
  } finally {
    await off.stop();
    await on.stop();
  }
}

/**
 * Alternates between the services in short rounds, so that other load on the machine affects all; the first, four times as
 * long, is a warm-up.
 */
async function compare<Name extends string>(
  services: Record<Name, Service>,
  { rounds, seconds }: Rounds,
): Promise<Record<Name, Costs>> {
  const names = Object.keys(services) as Name[];
  const costs = {} as Record<Name, Costs>;
  const urls = {} as Record<Name, string>;
  for (const name of names) {
    costs[name] = { perSecond: [], cpuMicros: [] };
    urls[name] = `${services[name].url}/v1/courses/${(await fillCatalog(services[name], 1)).id}`;
  }
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { pid } = services[name];
      const before = cpuTime(pid) ?? NaN;
      const { requests, perSecond } = await load(urls[name], {
        seconds: round === 0 ? 4 * seconds : seconds,
      });
      if (round === 0) continue;
      costs[name].perSecond.push(perSecond);
      costs[name].cpuMicros.push((((cpuTime(pid) ?? NaN) - before) * 1_000) / requests);
    }
  }
  return costs;
}

/** The medians, over the rounds, of how much of the throughput of the other one is left. */
const ratio = (own: Costs, other: Costs) => ({
  byRate: median(own.perSecond.map((rate, round) => rate / (other.perSecond[round] ?? NaN))),
  byCpu: median(own.cpuMicros.map((micros, round) => (other.cpuMicros[round] ?? NaN) / micros)),
});
