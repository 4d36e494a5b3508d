import type { Ledger } from '../rig/ledger';

interface Findings {
  ledger: Ledger;
  goal: number;
  resumedMs: number[];
  memory: { name: string; before: number; after: number; sinceEffects: number }[];
  /** Restarts of the processes that no fault was meant for. */
  survivors: Record<string, number>;
}

/** Says what held and what did not; true when everything held. */
export function verdict(say: (line: string) => void, findings: Findings): boolean {
  const { ledger, goal, resumedMs, memory, survivors } = findings;
  const slowest = Math.max(...resumedMs);
  const claims: [string, boolean][] = [
    [`${ledger.confirmed.toLocaleString('en')} events confirmed`, ledger.confirmed >= goal],
    [`${ledger.lost} lost`, ledger.lost === 0],
    [`${ledger.doubled} doubled`, ledger.doubled === 0],
    [`${ledger.aside} aside`, ledger.aside === 0],
    [`publishing resumed after ${slowest} ms at most`, slowest <= 2_000],
    ...memory.map(({ name, before, after, sinceEffects }): [string, boolean] => [
      `${name}: ${before} MiB before, ${after} MiB after, from effect ${sinceEffects.toLocaleString('en')} on`,
      after <= before * 1.2,
    ]),
    ...Object.entries(survivors).map(([name, restarts]): [string, boolean] => [
      `${name}: ${restarts} restarts`,
      restarts === 0,
    ]),
  ];
  for (const [claim, holds] of claims) say(`${holds ? 'holds ' : 'BROKEN'}  ${claim}`);
  return claims.every(([, holds]) => holds);
}
