import { ObjectId } from 'bson';
import { asCommandError, CommandError, executing, failedToParse, writeErrorEntry } from '../errors';
import { compileUpdate, upsertSeed, type Update } from '../query/update';
import { parseSort } from '../query/sort';
import type { Doc } from '../query/values';
import type { Collection } from '../store/collection';
import { refuseCollation, type Command, type Handlers } from './command';

/** Runs the statements in order; an ordered command ends with the first that fails. */
function runStatements(
  command: Command,
  statements: Doc[],
  run: (statement: Doc, index: number) => void,
): Doc {
  if (statements.length === 0) {
    throw new CommandError(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
  }
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      refuseCollation(statement);
      run(statement, index);
    } catch (error) {
      writeErrors.push(writeErrorEntry(asCommandError(error), index));
      if (command.doc.ordered !== false) break;
    }
  }
  return writeErrors.length ? { writeErrors } : {};
}

function insert(command: Command): Doc {
  const collection = command.openCollection();
  let n = 0;
  const errors = runStatements(command, command.array('documents'), (doc) => {
    collection.insert(doc);
    n++;
  });
  return { n, ...errors };
}

function update(command: Command): Doc {
  const { compile } = command;
  const result = { n: 0, nModified: 0 };
  const upserted: Doc[] = [];
  const errors = runStatements(command, command.array('updates'), (statement, index) => {
    const multi = statement.multi === true;
    const change = compileUpdate(statement.u, {
      arrayFilters: statement.arrayFilters,
      scope: command.scope,
      multi,
    });
    const filter = command.object('q', statement);
    const sort = parseSort(statement.sort);
    const found = command.existing?.find({ filter, compile, limit: multi ? 0 : 1, sort }) ?? [];
    executing('update', () => {
      if (found.length === 0 && statement.upsert === true) {
        upserted.push({ index, _id: upsert(command.openCollection(), filter, change)._id });
        result.n++;
      }
      for (const stored of found) {
        const collection = command.openCollection();
        if (collection.replace(stored, change(stored.doc, false))) result.nModified++;
        result.n++;
      }
    });
  });
  return { ...result, ...(upserted.length ? { upserted } : {}), ...errors };
}

/** Inserts what the filter's equalities and the update make together. */
export function upsert(collection: Collection, filter: Doc, change: Update): Doc {
  const doc = change(upsertSeed(filter), true);
  return collection.insert(doc._id === undefined ? { _id: new ObjectId(), ...doc } : doc);
}

function remove(command: Command): Doc {
  let n = 0;
  const errors = runStatements(command, command.array('deletes'), (statement) => {
    const limit = statement.limit;
    if (limit !== 0 && limit !== 1)
      throw failedToParse('The limit field in delete objects must be 0 or 1. Got ' + String(limit));
    const filter = command.object('q', statement);
    for (const stored of command.existing?.find({ filter, compile: command.compile, limit }) ?? []) {
      command.existing?.remove(stored);
      n++;
    }
  });
  return { n, ...errors };
}

export const writeCommands: Handlers = { insert, update, delete: remove };
