import { open } from 'node:fs/promises';
import {
  AggregateStore,
  Database,
  DuplicateKeyError,
  type AggregateDocument,
  type Log,
} from '@courses/mongo';
import { eventNumber, EventSet, type EventNumber } from './events';

interface Effects extends AggregateDocument {
  effects: number;
  applied: string[];
}

/** The effect increments a counter in a document; the same update stores the message id. Connects to the database. */
export async function databaseEffects(uri: string, log: Log) {
  const database = new Database(uri, 'chaos', log);
  const store = new AggregateStore<Effects>(database, 'effects', { effects: Number, applied: [String] });
  database.start();
  await database.ready();
  const applyOnce = (_id: string, id: string) =>
    store.change({ _id, applied: { $ne: id } }, { $inc: { effects: 1 }, $push: { applied: id } }, []);
  return {
    async apply(subject: string, id: string) {
      if (await applyOnce(subject, id)) return;
      try {
        await store.insert({ _id: subject, version: 1, effects: 1, applied: [id] }, []);
      } catch (error) {
        if (!(error instanceof DuplicateKeyError)) throw error;
        await applyOnce(subject, id); // no-op if this event was applied; otherwise another event inserted the document first
      }
    },
    available: () => database.state === 'connected',
    stop: () => database.stop(),
  };
}

const journalRecordBytes = 10;

/** The effect appends a record to a file, with an fsync before the message is acknowledged. */
export async function journalEffects(path: string) {
  const file = await open(path, 'a+');
  const applied = new EventSet();
  const stored = await file.readFile();
  const complete = stored.length - (stored.length % journalRecordBytes);
  await file.truncate(complete); // discards a record that a kill cut off
  for (const number of readJournal(stored.subarray(0, complete))) applied.add(number);
  let pending: Buffer[] = [];
  let flushing = Promise.resolve();
  const flush = async () => {
    const records = Buffer.concat(pending);
    pending = [];
    await file.appendFile(records);
    await file.datasync();
  };
  return {
    apply(_subject: string, id: string) {
      const number = eventNumber(id);
      if (!applied.add(number)) return flushing;
      if (pending.length === 0) flushing = flushing.then(flush);
      pending.push(encodeRecord(number));
      return flushing;
    },
    available: () => true,
    stop: async () => {
      await flushing;
      await file.close();
    },
  };
}

export function* readJournal(bytes: Buffer): Generator<EventNumber> {
  for (let offset = 0; offset + journalRecordBytes <= bytes.length; offset += journalRecordBytes) {
    yield { document: bytes.readUInt32BE(offset), index: bytes.readUIntBE(offset + 4, 6) };
  }
}

function encodeRecord({ document, index }: EventNumber): Buffer {
  const bytes = Buffer.alloc(journalRecordBytes);
  bytes.writeUInt32BE(document, 0);
  bytes.writeUIntBE(index, 4, 6);
  return bytes;
}
