import { ObjectId } from 'bson';
import { duplicateKey } from './duplicate-key';
import { badValue, CommandError } from '../errors';
import { identical } from '../query/identical';
import type { Compile } from '../query/expressions';
import { compileFilter } from '../query/matcher';
import { sizeOf } from '../query/size';
import { sortDocs, type SortField } from '../query/sort';
import { keyOf, setField, typeOrder, type Doc } from '../query/values';
import { MAX_DOCUMENT_BYTES } from '../wire/message';
import { CollectionIndex, type IndexSpec } from './collection-index';
import { choosePlan, equalityOnId } from './planner';
import type { StoredDocument } from './stored-document';

export interface Query {
  filter: Doc;
  /** How the command compiles `$expr`. */
  compile?: Compile;
  sort?: SortField[];
  skip?: number;
  /** 0: no limit. */
  limit?: number;
}

export class Collection {
  readonly indexes = new Map<string, CollectionIndex>();
  private readonly byId = new Map<string, StoredDocument>();
  private sequence = 0;

  constructor(readonly namespace: string) {
    this.addIndex({ v: 2, key: { _id: 1 }, name: '_id_', unique: true });
  }

  get size(): number {
    return this.byId.size;
  }

  get bytes(): number {
    let sum = 0;
    for (const { doc } of this.byId.values()) sum += sizeOf(doc);
    return sum;
  }

  insert(given: Doc): Doc {
    const doc = withId(given);
    if ([25, 50].includes(typeOrder(doc._id)))
      throw badValue(`The '_id' value cannot be of type ${typeOrder(doc._id) === 25 ? 'array' : 'regex'}`);
    const size = sizeOf(doc);
    if (size > MAX_DOCUMENT_BYTES) {
      throw new CommandError(
        10334,
        `object to insert too large. size in bytes: ${size}, max size: ${MAX_DOCUMENT_BYTES}`,
      );
    }
    const stored = { sequence: ++this.sequence, doc };
    const changes = this.indexChanges(doc);
    for (const { index, keys } of changes) index.add(stored, keys);
    this.byId.set(keyOf(doc._id), stored);
    return doc;
  }

  /** Puts `next` in the place of the stored document. Returns false when nothing differs. */
  replace(stored: StoredDocument, next: Doc): boolean {
    if (identical(next, stored.doc)) return false;
    if (sizeOf(next) > MAX_DOCUMENT_BYTES) {
      throw new CommandError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT_BYTES}`);
    }
    const changes = this.indexChanges(next, stored);
    for (const { index, keys } of changes) {
      const before = index.keysOf(stored.doc);
      if (keyOf(before) === keyOf(keys)) continue;
      index.remove(stored, before);
      index.add(stored, keys);
    }
    stored.doc = next;
    return true;
  }

  remove(stored: StoredDocument): void {
    for (const index of this.indexes.values()) index.remove(stored, index.keysOf(stored.doc));
    this.byId.delete(keyOf(stored.doc._id));
  }

  /** Matching documents in order; the result is a list of its own. */
  find({ filter, compile, sort = [], skip = 0, limit = 0 }: Query): StoredDocument[] {
    const matches = compileFilter(filter, compile);
    const { candidates, sorted } = this.candidates(filter, sort, limit > 0);
    const enough = limit > 0 && sorted ? skip + limit : Infinity;
    const found: StoredDocument[] = [];
    for (const stored of candidates) {
      if (found.length >= enough) break;
      if (matches(stored.doc)) found.push(stored);
    }
    const ordered = sorted ? found : sortDocs(found, sort, ({ doc }) => doc);
    return ordered.slice(skip, limit > 0 ? skip + limit : undefined);
  }

  addIndex(spec: IndexSpec): void {
    const index = new CollectionIndex(spec);
    for (const stored of this.byId.values()) {
      const keys = index.keysOf(stored.doc);
      const conflict = index.conflict(keys, stored);
      if (conflict) throw duplicateKey(this.namespace, spec, conflict);
      index.add(stored, keys);
    }
    this.indexes.set(spec.name, index);
  }

  private candidates(
    filter: Doc,
    sort: SortField[],
    limited: boolean,
  ): { candidates: Iterable<StoredDocument>; sorted: boolean } {
    const id = equalityOnId(filter);
    if (id !== undefined) {
      const stored = this.byId.get(keyOf(id));
      return { candidates: stored ? [stored] : [], sorted: true };
    }
    const plan = choosePlan(this.indexes.values(), filter, sort, limited);
    const useful = plan && (plan.sorted || plan.size < this.byId.size);
    if (!useful) return { candidates: this.byId.values(), sorted: sort.length === 0 };
    const candidates = plan.index.documents(plan.ranges, plan.sorted === 'backwards');
    return { candidates, sorted: sort.length === 0 || plan.sorted !== undefined };
  }

  /** The keys of a document in every index. Throws, before anything changed, when one of them is taken. */
  private indexChanges(doc: Doc, self?: StoredDocument): { index: CollectionIndex; keys: unknown[][] }[] {
    return [...this.indexes.values()].map((index) => {
      const keys = index.keysOf(doc);
      const conflict = index.conflict(keys, self);
      if (conflict) throw duplicateKey(this.namespace, index.spec, conflict);
      return { index, keys };
    });
  }
}

/** `_id` comes first, as MongoDB stores it. */
function withId(doc: Doc): Doc {
  if (Object.keys(doc)[0] === '_id') return doc;
  const result: Doc = { _id: doc._id === undefined ? new ObjectId() : doc._id };
  for (const [key, value] of Object.entries(doc)) if (key !== '_id') setField(result, key, value);
  return result;
}
