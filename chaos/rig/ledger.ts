import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { mongo } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { readJournal } from '../programs/effects';
import { eventNumber, EventSet, type EventNumber } from '../programs/events';

/** Events, but for nothing. */
export interface Ledger {
  /** Given to the database. */
  attempted: number;
  /** Stored, and confirmed by the broker. */
  confirmed: number;
  /** The writer got an error, or was killed, and cannot know. */
  ambiguous: number;
  /** Calls of the handler. */
  delivered: number;
  /** Events whose effect is stored. */
  effects: number;
  /** Without effect, and in the dead letters, the parking place or the queue of what nobody wants. */
  aside: number;
  /** Acknowledged or confirmed, but without effect and not aside. */
  lost: number;
  /** Effects too many. */
  doubled: number;
}

/** What the writer said about one aggregate. */
export interface Written {
  attempted: number;
  acknowledged: number;
}

interface Aggregate {
  _id: string;
  version: number;
  outbox: { id: string }[];
}

/** Holds what the database has against what the writer was told. */
export async function drawUp(
  { database, journal, setAside }: { database: mongo.Db; journal: string | undefined; setAside: string[] },
  written: Map<number, Written>,
  { eventsPerWrite, delivered }: { eventsPerWrite: (document: number) => number; delivered: number },
): Promise<Ledger> {
  let [attempted, confirmed, ambiguous, owed] = [0, 0, 0, 0];
  const stored = new Map<number, number>();
  for await (const { _id, version, outbox } of database
    .collection<Aggregate>('aggregates')
    .find({}, { projection: { version: 1, 'outbox.id': 1 } })) {
    const { document } = eventNumber(_id);
    const events = version * eventsPerWrite(document);
    stored.set(document, events);
    confirmed += events - outbox.length;
  }
  for (const [document, each] of written) {
    attempted += each.attempted;
    ambiguous += each.attempted - each.acknowledged;
    owed += Math.max(each.acknowledged, stored.get(document) ?? 0);
  }
  const { seen, doubled } = await tally(journal ? inJournal(journal) : inDatabase(database));
  const effects = seen.size;
  for (const id of setAside) if (isUuid(id)) seen.add(eventNumber(id));
  const aside = seen.size - effects;
  return { attempted, confirmed, ambiguous, delivered, effects, aside, lost: owed - seen.size, doubled };
}

async function tally(numbers: AsyncIterable<EventNumber>) {
  const seen = new EventSet();
  let doubled = 0;
  for await (const number of numbers) if (!seen.add(number)) doubled += 1;
  return { seen, doubled };
}

/** An effect that was made twice counts twice, whatever was noted about it. */
async function* inDatabase(database: mongo.Db) {
  for await (const { effects, applied } of database
    .collection<{ _id: string; effects: number; applied: string[] }>('effects')
    .find()) {
    for (const id of applied) yield eventNumber(id);
    for (let more = effects - applied.length; more > 0; more -= 1) yield eventNumber(applied[0] ?? '');
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- to be read like the other one
async function* inJournal(journal: string) {
  yield* readJournal(readFileSync(journal));
}

export const ledgerFile = join(__dirname, '../../test-results/chaos-ledger.jsonl');

/** For the table that ends a run. */
export function record(scenario: string, ledger: Ledger, remark = ''): void {
  mkdirSync(dirname(ledgerFile), { recursive: true });
  appendFileSync(ledgerFile, `${JSON.stringify({ scenario, ...ledger, remark })}\n`);
}
