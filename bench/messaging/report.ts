/** Messages per second of one round. */
export interface Rates {
  oneAtATime: number;
  windowed: number;
  relay: number;
  databaseRelay: number;
  consumedPlainly: number;
  consumed: number;
}

interface Ratio {
  what: string;
  of: (rates: Rates) => number;
  atLeast: number;
}

const rows: [keyof Rates, string][] = [
  ['oneAtATime', 'amqplib, one at a time, each confirmed'],
  ['windowed', 'amqplib, 128 unconfirmed'],
  ['relay', 'relay, outbox in memory'],
  ['databaseRelay', 'relay, outbox in the database'],
  ['consumedPlainly', 'amqplib, consume and acknowledge, prefetch 100'],
  ['consumed', 'bus, handler that does nothing, prefetch 100'],
];

const ratios: Ratio[] = [
  { what: 'relay to one at a time', of: (each) => each.relay / each.oneAtATime, atLeast: 10 },
  { what: 'relay to 128 unconfirmed', of: (each) => each.relay / each.windowed, atLeast: 0.6 },
  { what: 'bus to amqplib, consuming', of: (each) => each.consumed / each.consumedPlainly, atLeast: 0.5 },
];

/** A ratio is the median of the ratios of the rounds: both sides had the same machine then. */
export function report(rounds: readonly Rates[]): { text: string; met: boolean } {
  const results = ratios.map(({ what, of, atLeast }) => ({ what, atLeast, value: median(rounds.map(of)) }));
  const share = median(rounds.map(({ relay, databaseRelay }) => 1 - databaseRelay / relay));
  const lines = [
    `Median of ${rounds.length} rounds`,
    ...rows.map(([key, name]) => `${name.padEnd(50)}${perSecond(median(rounds.map((each) => each[key])))}`),
    '',
    ...results.map(({ what, value, atLeast }) => {
      const verdict = value >= atLeast ? 'met' : 'MISSED';
      return `${what.padEnd(50)}${value.toFixed(2).padStart(7)} x    at least ${atLeast}: ${verdict}`;
    }),
    `${"the database's share of the relay's time".padEnd(50)}${(share * 100).toFixed(0).padStart(7)} %`,
  ];
  const met = results.every(({ value, atLeast }) => value >= atLeast);
  return { text: `${lines.join('\n')}\n`, met };
}

const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en').padStart(7)} /s`;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
