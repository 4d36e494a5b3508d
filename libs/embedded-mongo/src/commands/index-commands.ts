import { BSONRegExp } from 'bson';
import { CommandError } from '../errors';
import { compileFilter } from '../query/matcher';
import { isDoc, isOperatorDoc, keyOf, type Doc } from '../query/values';
import type { Collection } from '../store/collection';
import type { IndexSpec } from '../store/collection-index';
import { refuseCollation, type Command, type Handlers } from './command';

const knownOptions = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'] as const;

function createIndexes(command: Command): Doc {
  const specs = command.array('indexes').map(parseSpec);
  const createdCollectionAutomatically = !command.existing;
  const collection = command.openCollection();
  const numIndexesBefore = collection.indexes.size;
  for (const spec of specs) if (!isPresent(collection, spec)) collection.addIndex(spec);
  const numIndexesAfter = collection.indexes.size;
  const counts = { numIndexesBefore, numIndexesAfter };
  if (numIndexesAfter === numIndexesBefore) return { ...counts, note: 'all indexes already exist' };
  return { ...counts, createdCollectionAutomatically };
}

function parseSpec(given: Doc): IndexSpec {
  const { key, name } = given;
  if (!isDoc(key) || Object.keys(key).length === 0)
    throw new CommandError(67, 'Index keys cannot be an empty object');
  if (typeof name !== 'string')
    throw new CommandError(9, "The 'name' field is a required property of an index specification");
  for (const [field, kind] of Object.entries(key)) {
    if (field.split('.').some((part) => part === '' || part.startsWith('$'))) {
      throw new CommandError(67, `Index key contains an illegal field name: '${field}'`);
    }
    if (typeof kind !== 'number' || kind === 0) {
      throw new CommandError(
        67,
        `embedded-mongo has no index of type ${JSON.stringify(kind)} (field '${field}')`,
      );
    }
  }
  refuseCollation(given);
  const spec: IndexSpec = { v: 2, key, name };
  for (const option of knownOptions)
    if (given[option] !== undefined) Object.assign(spec, { [option]: given[option] });
  checkOptions(spec);
  return spec;
}

function checkOptions({ partialFilterExpression, sparse, expireAfterSeconds, key }: IndexSpec): void {
  if (partialFilterExpression !== undefined) {
    if (!isDoc(partialFilterExpression))
      throw new CommandError(14, "The field 'partialFilterExpression' must be an object");
    if (sparse) throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partialFilterExpression);
    checkPartial(partialFilterExpression);
  }
  if (expireAfterSeconds === undefined) return;
  if (typeof expireAfterSeconds !== 'number')
    throw new CommandError(67, 'TTL index expireAfterSeconds option must be numeric');
  if (expireAfterSeconds < 0)
    throw new CommandError(67, 'TTL index expireAfterSeconds option must be within an acceptable range');
  if (Object.keys(key).length > 1)
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
}

const allowedInPartial = ['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in'];

/** MongoDB refuses what it could not prove of a query: negations, regular expressions, `$exists: false`. */
function checkPartial(filter: Doc): void {
  const refuse = (what: string) => {
    throw new CommandError(67, `unsupported expression in partial index: ${what}`);
  };
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') (operand as Doc[]).forEach(checkPartial);
    else if (key.startsWith('$')) refuse(key);
    else if (operand instanceof BSONRegExp) refuse('$regex');
    else if (isOperatorDoc(operand))
      for (const [operator, value] of Object.entries(operand))
        if (!allowedInPartial.includes(operator) && !(operator === '$exists' && value)) refuse(operator);
  }
}

/** True when the same index exists already. Throws when the name or the key is taken by a different one. */
function isPresent(collection: Collection, spec: IndexSpec): boolean {
  const sameKey = [...collection.indexes.values()].find((index) => keyOf(index.spec.key) === keyOf(spec.key));
  const sameName = collection.indexes.get(spec.name);
  if (sameName && keyOf(sameName.spec.key) !== keyOf(spec.key)) {
    throw new CommandError(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(sameName.spec)}`,
    );
  }
  if (!sameKey) return false;
  if (keyOf(spec.key) === keyOf({ _id: 1 })) return true;
  const { name: _theirs, ...existing } = sameKey.spec;
  const { name: _ours, ...requested } = spec;
  const sameOptions = keyOf(Object.entries(existing).sort()) === keyOf(Object.entries(requested).sort());
  if (sameName && sameOptions) return true;
  throw new CommandError(
    sameName ? 86 : 85,
    sameName
      ? `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(sameKey.spec)}`
      : `Index already exists with a different name: ${sameKey.spec.name}`,
  );
}

function listIndexes(command: Command): Doc {
  const { existing, namespace, store } = command;
  if (!existing) throw new CommandError(26, `ns does not exist: ${namespace}`);
  const specs = [...existing.indexes.values()].map(({ spec }) =>
    spec.name === '_id_' ? { v: 2, key: spec.key, name: spec.name } : spec,
  );
  return { cursor: store.cursors.open(namespace, specs, Infinity, true) };
}

function dropIndexes(command: Command): Doc {
  const { existing, namespace, doc } = command;
  if (!existing) throw new CommandError(26, `ns not found ${namespace}`);
  const nIndexesWas = existing.indexes.size;
  const names =
    doc.index === '*'
      ? [...existing.indexes.keys()].filter((name) => name !== '_id_')
      : [doc.index].flat().map((wanted) => nameOf(existing, wanted));
  for (const name of names) existing.indexes.delete(name);
  return { nIndexesWas };
}

function nameOf(collection: Collection, wanted: unknown): string {
  const found = [...collection.indexes.values()].find(
    ({ spec }) => spec.name === wanted || keyOf(spec.key) === keyOf(wanted),
  );
  if (!found) throw new CommandError(27, `index not found with name [${String(wanted)}]`);
  if (found.spec.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
  return found.spec.name;
}

export const indexCommands: Handlers = {
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
};
