import { barChart } from '../shared/bar-chart';
import type { Machine } from '../shared/machine';
import type { LoadFigures } from '../shared/measure-load';
import { checkGoals, exitCode, printFigure, writeJson, writeText } from '../shared/results';
import { median, medianRatio, spread } from '../shared/statistics';
import { names, type Contender } from './contenders';
import { comparisons, scenarioNames, scenarios, type Comparison, type Scenario } from './scenarios';

export interface Measurement extends LoadFigures {
  round: number;
  scenario: Scenario;
  contender: Contender;
}

const figures = { perSecond: 'requests/s', p99Ms: 'p99', cpuMicros: 'CPU time' };

/** Prints the table and the goals, and writes both into bench/results; returns the exit code. */
export function report(machine: Machine, measured: readonly Measurement[]): number {
  const rows = scenarioNames.flatMap((scenario) =>
    scenarios[scenario].contenders.map((contender) => rowOf(scenario, contender, measured)),
  );
  rows.forEach(printRow);
  const goals = checkGoals(comparisons.map((comparison) => compare(comparison, measured)));
  writeJson('http', { machine, rows, goals });
  writeChart(rows);
  return exitCode(goals);
}

type Row = ReturnType<typeof rowOf>;

function printRow({ scenario, contender, perSecond, spread: around, p99Ms, cpuMicros, busy }: Row): void {
  const rate = `${Math.round(perSecond).toLocaleString('en')} /s`;
  const remarks = [
    `±${Math.round(around * 100)} %`,
    `p99 ${p99Ms.toFixed(1)} ms`,
    `CPU ${cpuMicros.toFixed(0)} µs`,
    `core used ${Math.round(busy * 100)} %`,
  ];
  printFigure(`${scenarios[scenario].title.padEnd(48)}${names[contender]}`, rate, remarks.join('  '));
}

function rowOf(scenario: Scenario, contender: Contender, measured: readonly Measurement[]) {
  const of = (figure: keyof LoadFigures) => valuesOf(measured, scenario, contender, figure);
  return {
    scenario,
    contender,
    perSecond: median(of('perSecond')),
    spread: spread(of('perSecond')),
    p99Ms: median(of('p99Ms')),
    cpuMicros: median(of('cpuMicros')),
    busy: median(of('busy')),
  };
}

/** The ratio by CPU time is that of what a request costs, which does not depend on other load. */
function compare(comparison: Comparison, measured: readonly Measurement[]) {
  const { scenario, ours, theirs, theirScenario = scenario, figure } = comparison;
  const ratio = (of: keyof LoadFigures) =>
    medianRatio(valuesOf(measured, scenario, ours, of), valuesOf(measured, theirScenario, theirs, of));
  const byCpu = figure === 'perSecond' ? 1 / ratio('cpuMicros') : undefined;
  const suffix = byCpu === undefined ? '' : ` (by CPU time ${byCpu.toFixed(2)})`;
  const versus = scenario === theirScenario ? names[theirs] : scenarios[theirScenario].title;
  const what = `${scenario}: ${figures[figure]} to ${versus}${suffix}`;
  return { ...comparison, byCpu, what, value: ratio(figure) };
}

const valuesOf = (
  measured: readonly Measurement[],
  scenario: Scenario,
  contender: Contender,
  figure: keyof LoadFigures,
) =>
  measured
    .filter((each) => each.scenario === scenario && each.contender === contender)
    .map((each) => each[figure]);

function writeChart(rows: readonly Row[]): void {
  const groups = scenarioNames
    .map((scenario) => ({
      title: scenarios[scenario].title,
      bars: rows
        .filter((row) => row.scenario === scenario)
        .map(({ contender, perSecond }) => ({
          name: names[contender],
          value: perSecond,
          ours: contender.startsWith('ours'),
        })),
    }))
    .filter(({ bars }) => bars.length > 1);
  writeText('http.svg', barChart('Requests per second, one core', groups));
}
