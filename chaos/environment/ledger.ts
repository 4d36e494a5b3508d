import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TraceCounts } from './count-traced';

/** Counts of events; only `delivered` counts calls. */
export interface Ledger {
  /** Passed to the database. */
  attempted: number;
  /** Stored, and confirmed by the broker. */
  confirmed: number;
  /** The writer got an error or was killed, so it does not know whether the event was stored. */
  ambiguous: number;
  /** Calls of the handler, retries included. */
  delivered: number;
  /** With a stored effect. */
  effects: number;
  /** Without effect, but in the dead-letter, parked or unrouted queue. */
  deadLettered: number;
  /** Acknowledged or stored, but neither with effect nor dead-lettered. */
  lost: number;
  /** Surplus effects. */
  duplicated: number;
}

const file = join(__dirname, '../../test-results/chaos-ledger.jsonl');

/** Adds a row to the table that is printed at the end of a run. */
export function appendLedger(
  scenario: string,
  ledger: Partial<Ledger>,
  remark = '',
  traces?: TraceCounts,
): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ scenario, ...ledger, ...traces, remark })}\n`);
}
