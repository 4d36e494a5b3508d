import { barChart } from '../shared/bar-chart';
import type { Machine } from '../shared/machine';
import { checkGoals, exitCode, printFigure, writeJson, writeText } from '../shared/results';
import { median, spread } from '../shared/statistics';
import { names, type Contender } from './contenders';

export type Scenario = 'course' | 'list' | 'unchanged';

export interface Measurement {
  round: number;
  scenario: Scenario;
  contender: Contender;
  perSecond: number;
  p99Ms: number;
  /** CPU time of all threads of the server per request; undefined where there is no /proc. */
  cpuMicros: number | undefined;
}

const scenarios: Record<Scenario, string> = {
  course: 'GET /v1/courses/:id',
  list: 'GET /v1/courses?limit=20',
  unchanged: 'GET /v1/courses/:id, If-None-Match: 304',
};

interface Comparison {
  peer: Contender;
  figure: 'perSecond' | 'p99Ms';
  /** Of ours divided by theirs. */
  atLeast?: number;
  atMost?: number;
}

const comparisons: Comparison[] = [
  { peer: 'raw', figure: 'perSecond', atLeast: 0.45 },
  { peer: 'fastify', figure: 'perSecond', atLeast: 1.8 },
  { peer: 'nest', figure: 'perSecond', atLeast: 6 },
  { peer: 'fastify', figure: 'p99Ms', atMost: 1 },
];

/** Prints the table and the goals, and writes both into bench/results; returns the exit code. */
export function report(machine: Machine, measured: readonly Measurement[]): number {
  const rows = (Object.keys(scenarios) as Scenario[]).flatMap((scenario) => rowsOf(scenario, measured));
  rows.forEach(printRow);
  const goals = checkGoals(
    (['course', 'list'] as const).flatMap((scenario) =>
      comparisons.map((comparison) => compare(comparison, scenario, measured)),
    ),
  );
  writeJson('http', { machine, rows, goals });
  writeChart(rows);
  return exitCode(goals);
}

type Row = ReturnType<typeof rowsOf>[number];

function printRow({ scenario, contender, perSecond, spread: around, p99Ms, cpuMicros, toRaw }: Row): void {
  const rate = `${Math.round(perSecond).toLocaleString('en')} /s`;
  const remarks = [
    `±${Math.round(around * 100)} %`,
    `p99 ${p99Ms.toFixed(1)} ms`,
    `CPU ${cpuMicros?.toFixed(0) ?? '?'} µs`,
    ...(toRaw === undefined ? [] : [`${toRaw.toFixed(2)} × node:http`]),
  ];
  printFigure(`${scenarios[scenario].slice(0, 38).padEnd(40)}${names[contender]}`, rate, remarks.join('  '));
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
 * A ratio is the median of the ratios per round, because load on the machine affects both sides of one. The ratio by CPU time is that of
 * what a request costs, which does not depend on other load.
 */
function compare(comparison: Comparison, scenario: Scenario, measured: readonly Measurement[]) {
  const { peer, figure } = comparison;
  const theirs = of(measured, scenario, peer);
  const ours = of(measured, scenario, 'ours');
  const value = median(ours.map((each, i) => each[figure] / (theirs[i]?.[figure] ?? NaN)));
  const cpu = ours.map(({ cpuMicros = NaN }, i) => (theirs[i]?.cpuMicros ?? NaN) / cpuMicros);
  const byCpu = figure === 'perSecond' ? median(cpu) : undefined;
  const suffix = byCpu === undefined ? '' : ` (by CPU time ${byCpu.toFixed(2)})`;
  const what = `${scenario}: ${figure === 'p99Ms' ? 'p99' : 'requests/s'} to ${names[peer]}${suffix}`;
  return { ...comparison, scenario, byCpu, what, value };
}

const of = (measured: readonly Measurement[], scenario: Scenario, contender: Contender) =>
  measured.filter((each) => each.scenario === scenario && each.contender === contender);

function writeChart(rows: readonly Row[]): void {
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
  writeText('http.svg', barChart('Requests per second, one core', groups));
}
