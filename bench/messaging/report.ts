import type { Machine } from '../shared/machine';
import { checkGoals, exitCode, printFigure, writeJson } from '../shared/results';
import { median } from '../shared/statistics';

/** Messages per second of one round. */
export interface Rates {
  oneAtATime: number;
  windowed: number;
  relay: number;
  databaseRelay: number;
  consumedPlainly: number;
  consumed: number;
}

const labels: Record<keyof Rates, string> = {
  oneAtATime: 'amqplib, one at a time, each confirmed',
  windowed: 'amqplib, 128 unconfirmed',
  relay: 'relay, outbox in memory',
  databaseRelay: 'relay, outbox in the database',
  consumedPlainly: 'amqplib, consume and acknowledge, prefetch 100',
  consumed: 'bus, no-op handler, prefetch 100',
};

/** Prints medians; a ratio is the median of the ratios per round, because load on the machine affects both sides of one. */
export function report(machine: Machine, rounds: readonly Rates[]): number {
  const medianOf = (figure: (rates: Rates) => number) => median(rounds.map(figure));
  process.stdout.write(`Median of ${rounds.length} rounds\n`);
  for (const [key, label] of Object.entries(labels) as [keyof Rates, string][])
    printFigure(label, `${Math.round(medianOf((rates) => rates[key])).toLocaleString('en')} /s`);
  const goals = checkGoals([
    {
      what: 'relay to one at a time',
      value: medianOf(({ relay, oneAtATime }) => relay / oneAtATime),
      atLeast: 10,
    },
    {
      what: 'relay to 128 unconfirmed',
      value: medianOf(({ relay, windowed }) => relay / windowed),
      atLeast: 0.6,
    },
    {
      what: 'bus to amqplib, consuming',
      value: medianOf(({ consumed, consumedPlainly }) => consumed / consumedPlainly),
      atLeast: 0.8,
    },
  ]);
  const share = medianOf(({ relay, databaseRelay }) => 1 - databaseRelay / relay);
  printFigure("the database's share of the relay's time", `${(share * 100).toFixed(0)} %`);
  const rates = Object.fromEntries(
    Object.keys(labels).map((key) => [key, Math.round(medianOf((each) => each[key as keyof Rates]))]),
  );
  writeJson('messaging', { machine, perSecond: rates, databaseShare: share, rounds: rounds.length, goals });
  return exitCode(goals);
}
