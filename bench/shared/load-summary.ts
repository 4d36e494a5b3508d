import type { LoadFigures } from './measure-load';
import { printFigure } from './results';
import { median, spread } from './statistics';

export interface LoadSummary extends LoadFigures {
  /** Of the requests per second. */
  spread: number;
}

/** Medians of the rounds; `of` has the values of a figure, one for each round. */
export const summarize = (of: (figure: keyof LoadFigures) => number[]): LoadSummary => ({
  perSecond: median(of('perSecond')),
  spread: spread(of('perSecond')),
  p99Ms: median(of('p99Ms')),
  cpuMicros: median(of('cpuMicros')),
  busy: median(of('busy')),
});

export function printLoad(label: string, load: LoadSummary): void {
  const remarks = [
    `±${Math.round(load.spread * 100)} %`,
    `p99 ${load.p99Ms.toFixed(1)} ms`,
    `CPU ${load.cpuMicros.toFixed(0)} µs`,
    `core used ${Math.round(load.busy * 100)} %`,
  ];
  printFigure(label, `${Math.round(load.perSecond).toLocaleString('en')} /s`, remarks.join('  '));
}
