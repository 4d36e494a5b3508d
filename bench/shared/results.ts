import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../results');

export interface Goal {
  what: string;
  value: number;
  atLeast?: number;
  atMost?: number;
}

/** Prints whether each goal is met. */
export function checkGoals<Item extends Goal>(goals: readonly Item[]): (Item & { met: boolean })[] {
  return goals.map((goal) => {
    const { what, value, atLeast, atMost } = goal;
    const met = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
    const bound = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
    printFigure(what, value.toFixed(2), `${bound}: ${met ? 'met' : 'MISSED'}`);
    return { ...goal, met };
  });
}

export function printFigure(what: string, value: string, remark = ''): void {
  process.stdout.write(`${`${what.padEnd(68)}${value.padStart(10)}   ${remark}`.trimEnd()}\n`);
}

/** The exit code of a bench: 1 when a goal is missed. */
export const exitCode = (goals: readonly { met: boolean }[]): number =>
  goals.every(({ met }) => met) ? 0 : 1;

export const writeJson = (name: string, results: object): void =>
  writeText(`${name}.json`, `${JSON.stringify(results, null, 2)}\n`);

export function writeText(name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}
