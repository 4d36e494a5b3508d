import { executing, failedToParse } from '../errors';
import { compileProjection } from '../query/projection';
import { parseSort } from '../query/sort';
import { compileUpdate } from '../query/update';
import type { Doc } from '../query/values';
import type { StoredDocument } from '../store/stored-document';
import type { Command } from './command';
import { upsert } from './write';

export function findAndModify(command: Command): Doc {
  const { doc, compile } = command;
  const filter = command.object('query');
  const project = compileProjection(doc.fields, compile) ?? ((whole: Doc) => whole);
  const found = command.existing?.find({ filter, compile, sort: parseSort(doc.sort), limit: 1 })[0];
  if (doc.remove) {
    if (doc.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
    return remove(command, found, project);
  }
  if (doc.update === undefined) throw failedToParse('Either an update or remove=true must be specified');
  const change = compileUpdate(doc.update, {
    arrayFilters: doc.arrayFilters,
    scope: command.scope,
  });
  if (!found) {
    if (!doc.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const inserted = executing('findAndModify', () => upsert(command.openCollection(), filter, change));
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: inserted._id };
    return { lastErrorObject, value: doc.new ? project(inserted) : null };
  }
  const before = found.doc;
  const collection = command.openCollection();
  executing('findAndModify', () => collection.replace(found, change(found.doc, false)));
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: project(doc.new ? found.doc : before) };
}

function remove(command: Command, found: StoredDocument | undefined, project: (doc: Doc) => Doc): Doc {
  if (!found) return { lastErrorObject: { n: 0 }, value: null };
  command.openCollection().remove(found);
  return { lastErrorObject: { n: 1 }, value: project(found.doc) };
}
