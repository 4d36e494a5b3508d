import { CommandError } from '../errors';
import { compileFilter } from '../query/matcher';
import type { Doc } from '../query/values';
import type { Command, Handlers } from './command';

/** Creating what is there already is no error. */
function create(command: Command): Doc {
  const unsupported = ['capped', 'timeseries', 'viewOn', 'validator'].find((option) => command.doc[option]);
  if (unsupported) throw new CommandError(72, `${unsupported} is not supported by embedded-mongo`);
  command.openCollection();
  return {};
}

function drop(command: Command): Doc {
  const { existing, database, store, namespace } = command;
  if (!existing) return {};
  store.collections(database).delete(command.collectionName);
  return { nIndexesWas: existing.indexes.size, ns: namespace };
}

function dropDatabase({ store, database }: Command): Doc {
  store.dropDatabase(database);
  return { dropped: database };
}

function listCollections(command: Command): Doc {
  const { store, database, doc } = command;
  const matches = compileFilter(command.object('filter'));
  const infos = [...store.collections(database).keys()].sort().map((name) => ({
    name,
    type: 'collection',
    ...(doc.nameOnly
      ? {}
      : {
          options: {},
          info: { readOnly: false },
          idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
        }),
  }));
  return {
    cursor: store.cursors.open(`${database}.$cmd.listCollections`, infos.filter(matches), Infinity, true),
  };
}

function listDatabases(command: Command): Doc {
  const { store, doc } = command;
  const matches = compileFilter(command.object('filter'));
  const databases = store.databaseNames().map((name) => {
    const collections = [...store.collections(name).values()];
    const sizeOnDisk = collections.reduce((sum, collection) => sum + collection.bytes, 0);
    return doc.nameOnly ? { name } : { name, sizeOnDisk, empty: false };
  });
  return { databases: databases.filter(matches), ...(doc.nameOnly ? {} : { totalSize: 0 }) };
}

export const catalogCommands: Handlers = { create, drop, dropDatabase, listCollections, listDatabases };
