import { open } from 'node:fs/promises';
import {
  AggregateStore,
  Database,
  DuplicateKeyError,
  type AggregateDocument,
  type Log,
} from '@courses/mongo';
import { eventNumber, EventSet, type EventNumber } from './events';

interface Account extends AggregateDocument {
  effects: number;
  applied: string[];
}

/** The effect is a number in a document; the id of the message is stored in the same update. Starts with its database. */
export async function databaseEffects(uri: string, log: Log) {
  const database = new Database(uri, 'chaos', log);
  const accounts = new AggregateStore<Account>(database, 'effects', { effects: Number, applied: [String] });
  database.start();
  await database.ready();
  const once = (_id: string, id: string) =>
    accounts.change({ _id, applied: { $ne: id } }, { $inc: { effects: 1 }, $push: { applied: id } }, []);
  return {
    async apply(subject: string, id: string) {
      if (await once(subject, id)) return;
      try {
        await accounts.insert({ _id: subject, version: 1, effects: 1, applied: [id] }, []);
      } catch (error) {
        if (!(error instanceof DuplicateKeyError)) throw error;
        await once(subject, id); // another first event of the same subject came between; else it was applied before
      }
    },
    stop: () => database.stop(),
  };
}

export const journalRecordBytes = 10;

/** The effect is a record in a file that is only appended to, on disk (fsync) before the message is acknowledged. */
export async function journalEffects(path: string) {
  const file = await open(path, 'a+');
  const applied = new EventSet();
  const stored = await file.readFile();
  const whole = stored.length - (stored.length % journalRecordBytes);
  await file.truncate(whole); // a record that was cut off by a kill did not happen
  for (const number of readJournal(stored.subarray(0, whole))) applied.add(number);
  let waiting: Buffer[] = [];
  let flushing = Promise.resolve();
  const flush = async () => {
    const records = Buffer.concat(waiting);
    waiting = [];
    await file.appendFile(records);
    await file.datasync();
  };
  return {
    apply(_subject: string, id: string) {
      const number = eventNumber(id);
      if (!applied.add(number)) return flushing;
      if (waiting.length === 0) flushing = flushing.then(flush);
      waiting.push(record(number));
      return flushing;
    },
    stop: async () => {
      await flushing;
      await file.close();
    },
  };
}

export function* readJournal(bytes: Buffer): Generator<EventNumber> {
  for (let at = 0; at + journalRecordBytes <= bytes.length; at += journalRecordBytes) {
    yield { document: bytes.readUInt32BE(at), index: bytes.readUIntBE(at + 4, 6) };
  }
}

function record({ document, index }: EventNumber): Buffer {
  const bytes = Buffer.alloc(journalRecordBytes);
  bytes.writeUInt32BE(document, 0);
  bytes.writeUIntBE(index, 4, 6);
  return bytes;
}
