import { barChart } from '../shared/bar-chart';
import type { Machine } from '../shared/machine';
import { printLoad, summarize } from '../shared/load-summary';
import type { LoadFigures } from '../shared/measure-load';
import { checkGoals, exitCode, printFigure, writeJson, writeText } from '../shared/results';
import { medianRatio } from '../shared/statistics';
import { names, type Contender } from './contenders';
import type { measureEnrollments } from './enrollments';
import type { PagePart } from './page-load';
import type { measureSignIns } from './sign-ins';

export interface Measurement extends LoadFigures {
  round: number;
  contender: Contender;
}

export interface Figures {
  machine: Machine;
  reads: readonly Measurement[];
  page: readonly PagePart[] | undefined;
  signIns: Awaited<ReturnType<typeof measureSignIns>>;
  enrollments: Awaited<ReturnType<typeof measureEnrollments>>;
}

/** Prints the figures and the goals, and writes both into bench/results; returns the exit code. */
export function report({ machine, reads, page, signIns, enrollments }: Figures): number {
  const rows = [...new Set(reads.map(({ contender }) => contender))].map((contender) =>
    rowOf(reads, contender),
  );
  rows.forEach((row) => printLoad(names[row.contender], row));
  printFigure(
    'sign-ins, 2 at a time',
    `${signIns.perSecond.toFixed(1)} /s`,
    `CPU of the client ${signIns.clientCpuMs.toFixed(1)} ms`,
  );
  printFigure('enrollments directly at the service', `${enrollments.directly.toFixed(0)} /s`);
  printFigure('enrollments through the client', `${enrollments.throughClient.toFixed(0)} /s`);
  for (const { type, requests, bytes } of page ?? [])
    printFigure(`first page: ${type}`, `${(bytes / 1_000).toFixed(1)} kB`, `${requests} requests`);
  const goals = checkGoals([
    compare(reads, 'anonymous', 'undici', 0.8),
    compare(reads, 'session', 'anonymous', 0.85),
    { what: 'enrollments/s through the client to directly', value: enrollments.ratio, atLeast: 0.8 },
  ]);
  writeJson('client', { machine, reads: rows, signIns, enrollments, page, goals });
  const bars = rows.map(({ contender, perSecond }) => ({
    name: names[contender],
    value: perSecond,
    ours: contender === 'anonymous' || contender === 'session',
  }));
  writeText('client.svg', barChart('One course through a proxy, requests per second', [{ title: '', bars }]));
  return exitCode(goals);
}

const rowOf = (reads: readonly Measurement[], contender: Contender) => ({
  contender,
  ...summarize((figure) => valuesOf(reads, contender, figure)),
});

function compare(reads: readonly Measurement[], ours: Contender, theirs: Contender, atLeast: number) {
  const ratio = (figure: keyof LoadFigures) =>
    medianRatio(valuesOf(reads, ours, figure), valuesOf(reads, theirs, figure));
  const byCpu = 1 / ratio('cpuMicros');
  const what = `requests/s, ${names[ours]} to ${names[theirs]} (by CPU time ${byCpu.toFixed(2)})`;
  return { what, value: ratio('perSecond'), byCpu, atLeast };
}

const valuesOf = (reads: readonly Measurement[], contender: Contender, figure: keyof LoadFigures) =>
  reads.filter((read) => read.contender === contender).map((read) => read[figure]);
