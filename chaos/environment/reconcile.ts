import { readFileSync } from 'node:fs';
import type { mongo } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { readJournal } from '../programs/effects';
import { eventNumber, EventSet, type EventNumber } from '../programs/events';
import type { Ledger } from './ledger';
import type { WriteCounts } from './write-log';

interface Sources {
  database: mongo.Db;
  /** Path of the file with the effects, where they are not in the database. */
  journal: string | undefined;
  deadLetterIds: string[];
  writes: ReadonlyMap<number, WriteCounts>;
  delivered: number;
  eventsPerWrite: (document: number) => number;
}

interface Aggregate {
  _id: string;
  version: number;
  outbox: { id: string }[];
}

/** Compares the stored aggregates, their effects and the dead letters with what the writers reported. */
export async function reconcile(sources: Sources): Promise<Ledger> {
  const { database, journal, deadLetterIds, writes, delivered } = sources;
  const { stored, confirmed } = await readAggregates(sources);
  let [attempted, ambiguous, expected] = [0, 0, 0];
  for (const [document, counts] of writes) {
    attempted += counts.attempted;
    ambiguous += counts.attempted - counts.acknowledged;
    expected += Math.max(counts.acknowledged, stored.get(document) ?? 0);
  }
  const seen = new EventSet();
  let duplicated = 0;
  for await (const number of journal ? readJournal(readFileSync(journal)) : readEffects(database))
    if (!seen.add(number)) duplicated += 1;
  const effects = seen.size;
  for (const id of deadLetterIds) if (isUuid(id)) seen.add(eventNumber(id));
  const [deadLettered, lost] = [seen.size - effects, expected - seen.size];
  return { attempted, confirmed, ambiguous, delivered, effects, deadLettered, lost, duplicated };
}

async function readAggregates({ database, eventsPerWrite }: Sources) {
  const stored = new Map<number, number>();
  let confirmed = 0;
  const projection = { version: 1, 'outbox.id': 1 };
  for await (const { _id, version, outbox } of database
    .collection<Aggregate>('aggregates')
    .find({}, { projection })) {
    const { document } = eventNumber(_id);
    const events = version * eventsPerWrite(document);
    stored.set(document, events);
    confirmed += events - outbox.length;
  }
  return { stored, confirmed };
}

/** Effects that came after the effect of a later event of their aggregate. */
export async function countOutOfOrder(database: mongo.Db): Promise<number> {
  let count = 0;
  for await (const { applied } of database.collection<{ applied: string[] }>('effects').find()) {
    const indexes = applied.map((id) => eventNumber(id).index);
    count += indexes.filter((index, place) => index < Math.max(0, ...indexes.slice(0, place))).length;
  }
  return count;
}

/** Yields an event once for each increment, also where the increment stored no id of its own. */
async function* readEffects(database: mongo.Db): AsyncGenerator<EventNumber> {
  for await (const { effects, applied } of database
    .collection<{ _id: string; effects: number; applied: string[] }>('effects')
    .find()) {
    for (const id of applied) yield eventNumber(id);
    for (let more = effects - applied.length; more > 0; more -= 1) yield eventNumber(applied[0] ?? '');
  }
}
