import { barChart } from '../shared/bar-chart';
import type { Machine } from '../shared/machine';
import { printLoad, summarize } from '../shared/load-summary';
import type { LoadFigures } from '../shared/measure-load';
import { checkGoals, exitCode, writeJson, writeText } from '../shared/results';
import { medianRatio } from '../shared/statistics';
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
  rows.forEach((row) => printLoad(labelOf(row), row));
  const goals = checkGoals(comparisons.map((comparison) => compare(comparison, measured)));
  writeJson('http', { machine, rows, goals });
  writeChart(rows);
  return exitCode(goals);
}

type Row = ReturnType<typeof rowOf>;

const rowOf = (scenario: Scenario, contender: Contender, measured: readonly Measurement[]) => ({
  scenario,
  contender,
  ...summarize((figure) => valuesOf(measured, scenario, contender, figure)),
});

const labelOf = ({ scenario, contender }: Row): string =>
  scenarios[scenario].title.padEnd(48) + names[contender];

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
