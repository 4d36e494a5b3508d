import { badValue } from '../errors';
import { compileFilter } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { parseSort } from '../query/sort';
import { isDoc, keyOf, type Doc } from '../query/values';
import { valuesAt } from '../query/path';
import type { Command, Handlers } from './command';

const DEFAULT_BATCH = 101;

function find(command: Command): Doc {
  const { doc, store, compile } = command;
  const filter = command.object('filter');
  const sort = parseSort(doc.sort);
  const project = compileProjection(doc.projection, compile);
  const limit = Math.abs(typeof doc.limit === 'number' ? doc.limit : 0);
  const query = { filter, compile, sort, skip: command.count('skip', 0), limit };
  compileFilter(filter, compile);
  const found = (command.existing?.find(query) ?? []).map((stored) => stored.doc);
  const docs = project ? found.map(project) : found;
  const batch = command.count('batchSize', DEFAULT_BATCH);
  return { cursor: store.cursors.open(command.namespace, docs, batch, doc.singleBatch === true) };
}

function getMore(command: Command): Doc {
  const { doc, store, database } = command;
  const batch = command.count('batchSize', Infinity) || Infinity;
  return { cursor: store.cursors.next(doc.getMore, `${database}.${String(doc.collection)}`, batch) };
}

function killCursors({ doc, store }: Command): Doc {
  const ids = Array.isArray(doc.cursors) ? (doc.cursors as unknown[]) : [];
  const killed = ids.map((id) => ({ id, killed: store.cursors.kill(id) }));
  const pick = (wanted: boolean) => killed.filter((one) => one.killed === wanted).map(({ id }) => id);
  return { cursorsKilled: pick(true), cursorsNotFound: pick(false), cursorsAlive: [], cursorsUnknown: [] };
}

function count(command: Command): Doc {
  const filter = command.object('query');
  const limit = Math.abs(typeof command.doc.limit === 'number' ? command.doc.limit : 0);
  const { existing } = command;
  if (!existing) return { n: 0 };
  if (Object.keys(filter).length === 0 && !limit && !command.doc.skip) return { n: existing.size };
  return {
    n: existing.find({ filter, compile: command.compile, skip: command.count('skip', 0), limit }).length,
  };
}

function distinct(command: Command): Doc {
  const { key } = command.doc;
  if (typeof key !== 'string')
    throw badValue("BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const query = isDoc(command.doc.query) ? command.doc.query : {};
  const values = new Map<string, unknown>();
  for (const { doc } of command.existing?.find({ filter: query, compile: command.compile }) ?? []) {
    for (const value of valuesAt(doc, key.split('.'))) values.set(keyOf(value), value);
  }
  return { values: [...values.values()] };
}

export const readCommands: Handlers = { find, getMore, killCursors, count, distinct };
