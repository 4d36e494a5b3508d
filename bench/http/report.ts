import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart } from '../shared/bar-chart';
import type { Machine } from '../shared/machine';
import { root } from '../shared/service';
import { median, spread } from '../shared/statistics';
import { names, type Contender } from './contenders';

export type Scenario = 'course' | 'list' | 'unchanged';

export interface Measurement {
  round: number;
  scenario: Scenario;
  contender: Contender;
  perSecond: number;
  p99Ms: number;
  /** CPU time of the server per request; undefined where the system does not report it. */
  cpuMicros: number | undefined;
}

const scenarios: Record<Scenario, string> = {
  course: 'GET /v1/courses/:id',
  list: 'GET /v1/courses?limit=20',
  unchanged: 'GET /v1/courses/:id, If-None-Match: 304',
};

interface Goal {
  than: Contender;
  figure: 'perSecond' | 'p99Ms';
  /** Ours divided by theirs. */
  least?: number;
  most?: number;
}

const goals: Goal[] = [
  { than: 'raw', figure: 'perSecond', least: 0.45 },
  { than: 'fastify', figure: 'perSecond', least: 1.8 },
  { than: 'nest', figure: 'perSecond', least: 6 },
  { than: 'fastify', figure: 'p99Ms', most: 1 },
];

/** Prints the table and the goals and writes both to bench/results; returns whether every goal is met. */
export function report(machine: Machine, measured: readonly Measurement[]): boolean {
  const rows = (Object.keys(scenarios) as Scenario[]).flatMap((scenario) => rowsOf(scenario, measured));
  const checked = (['course', 'list'] as const).flatMap((scenario) =>
    goals.map((goal) => ({ scenario, ...goal, ...check(goal, scenario, measured) })),
  );
  for (const { scenario, contender, perSecond, spread: around, p99Ms, cpuMicros, toRaw } of rows) {
    const figures = [
      `${Math.round(perSecond).toLocaleString('en').padStart(7)} /s ±${Math.round(around * 100)} %`,
      `p99 ${p99Ms.toFixed(1)} ms`,
      `CPU ${cpuMicros?.toFixed(0) ?? '?'} µs`,
      toRaw === undefined ? '' : `${toRaw.toFixed(2)} × node:http`,
    ];
    process.stdout.write(
      `${scenarios[scenario].slice(0, 40).padEnd(42)}${names[contender].padEnd(30)}${figures.join('  ')}\n`,
    );
  }
  for (const { scenario, than, figure, least, most, ratio, byCpu, met } of checked) {
    const bound = least === undefined ? `at most ${most}` : `at least ${least}`;
    const cpu = byCpu === undefined ? '' : ` (by CPU time ${byCpu.toFixed(2)})`;
    const what = `${scenario}: ${figure === 'p99Ms' ? 'p99' : 'requests/s'} to ${names[than]}`;
    process.stdout.write(
      `${what.padEnd(64)}${ratio.toFixed(2)} ×${cpu}, ${bound}: ${met ? 'met' : 'MISSED'}\n`,
    );
  }
  write(machine, rows, checked);
  return checked.every(({ met }) => met);
}

function rowsOf(scenario: Scenario, measured: readonly Measurement[]) {
  const contenders = [...new Set(measured.map(({ contender }) => contender))];
  return contenders.flatMap((contender) => {
    const own = of(measured, scenario, contender);
    if (own.length === 0) return [];
    const rates = own.map(({ perSecond }) => perSecond);
    const cpu = own.flatMap(({ cpuMicros }) => cpuMicros ?? []);
    const raw = of(measured, scenario, 'raw');
    return [
      {
        scenario,
        contender,
        perSecond: median(rates),
        spread: spread(rates),
        p99Ms: median(own.map(({ p99Ms }) => p99Ms)),
        cpuMicros: cpu.length > 0 ? median(cpu) : undefined,
        toRaw:
          raw.length > 0
            ? median(own.map(({ perSecond }, i) => perSecond / (raw[i]?.perSecond ?? NaN)))
            : undefined,
      },
    ];
  });
}

/**
 * The median of the ratios of the rounds, in which both sides had the same machine. `byCpu` is the ratio of CPU times per
 * request, which does not depend on the load of the machine.
 */
function check({ than, figure, least, most }: Goal, scenario: Scenario, measured: readonly Measurement[]) {
  const theirs = of(measured, scenario, than);
  const ours = of(measured, scenario, 'ours');
  const ratio = median(ours.map((each, i) => each[figure] / (theirs[i]?.[figure] ?? NaN)));
  const cpu = ours.map(({ cpuMicros = NaN }, i) => (theirs[i]?.cpuMicros ?? NaN) / cpuMicros);
  const byCpu = figure === 'perSecond' ? median(cpu) : undefined;
  return { ratio, byCpu, met: least === undefined ? ratio <= (most ?? Infinity) : ratio >= least };
}

const of = (measured: readonly Measurement[], scenario: Scenario, contender: Contender) =>
  measured.filter((each) => each.scenario === scenario && each.contender === contender);

function write(machine: Machine, rows: ReturnType<typeof rowsOf>, checked: object[]): void {
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'http.json'), `${JSON.stringify({ machine, rows, goals: checked }, null, 2)}\n`);
  const groups = (Object.keys(scenarios) as Scenario[]).map((scenario) => ({
    title: scenarios[scenario],
    bars: rows
      .filter((row) => row.scenario === scenario)
      .map(({ contender, perSecond }) => ({
        name: names[contender],
        value: perSecond,
        ours: contender === 'ours',
      })),
  }));
  writeFileSync(join(folder, 'http.svg'), barChart('Requests per second, one core', groups));
}
