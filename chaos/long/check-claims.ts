import type { Ledger } from '../environment/ledger';

interface Results {
  ledger: Ledger;
  goal: number;
  resumedMs: number[];
  memory: { name: string; before: number; after: number; sinceEffects: number }[];
  publisherRestarts: number;
}

/** Logs whether each claim holds; true when all do. */
export function checkClaims(log: (line: string) => void, results: Results): boolean {
  const { ledger, goal, resumedMs, memory, publisherRestarts } = results;
  const slowest = Math.max(...resumedMs);
  const claims: [string, boolean][] = [
    [`${ledger.confirmed.toLocaleString('en')} events confirmed`, ledger.confirmed >= goal],
    [`${ledger.lost} lost`, ledger.lost === 0],
    [`${ledger.duplicated} duplicated`, ledger.duplicated === 0],
    [`${ledger.deadLettered} dead-lettered`, ledger.deadLettered === 0],
    [`publishing resumed after ${slowest} ms at most`, slowest <= 2_000],
    ...memory.map(({ name, before, after, sinceEffects }): [string, boolean] => [
      `${name}: ${before} MiB before, ${after} MiB after, from effect ${sinceEffects.toLocaleString('en')} on`,
      after <= before * 1.2,
    ]),
    [`publisher: ${publisherRestarts} restarts`, publisherRestarts === 0],
  ];
  for (const [claim, holds] of claims) log(`${holds ? 'holds ' : 'BROKEN'}  ${claim}`);
  return claims.every(([, holds]) => holds);
}
