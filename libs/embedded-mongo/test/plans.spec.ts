import type { Doc } from '../src/query/values';
import { parseSort } from '../src/query/sort';
import { Collection } from '../src/store/collection';
import { choosePlan } from '../src/store/planner';
import type { IndexSpec } from '../src/store/collection-index';

const indexSpecs: Omit<IndexSpec, 'v' | 'name'>[] = [
  { key: { a: 1, _id: 1 } },
  { key: { a: 1, b: -1, _id: -1 } },
  { key: { list: 1, _id: 1 } },
  { key: { 'docs.x': 1, 'docs.y': 1 } },
  { key: { b: 1 }, sparse: true },
  { key: { a: 1, c: 1 }, partialFilterExpression: { c: { $exists: true } } },
  { key: { c: 1 }, partialFilterExpression: { a: { $gt: 2 } } },
  { key: { c: -1 }, partialFilterExpression: { b: 'x' } },
];

function collectionWith(docs: Doc[], specs: Omit<IndexSpec, 'v' | 'name'>[]): Collection {
  const collection = new Collection('test.plans');
  specs.forEach((spec, i) => collection.addIndex({ v: 2, name: `i${i}`, ...spec } as IndexSpec));
  for (const doc of docs) collection.insert(doc);
  return collection;
}

const planFor = (collection: Collection, filter: Doc, sort: Doc = {}, limited = false) => {
  const plan = choosePlan(collection.indexes.values(), filter, parseSort(sort), limited);
  return plan && { index: plan.index.spec.name, size: plan.size, sorted: plan.sorted };
};

describe('an index never changes an answer', () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const pick = <T>(items: T[]): T => items[random(items.length)]!;
  const scalar = () =>
    pick<unknown>([0, 1, 2, 3, 4, 2.5, 'x', 'y', '', null, true, false, new Date(1), new Date(2), { x: 1 }]);
  const value = () =>
    pick<() => unknown>([scalar, scalar, scalar, () => [scalar(), scalar()], () => [], () => [[1]]])();
  const fields = ['a', 'b', 'c', 'list', 'docs.x', 'docs.y', '_id'];
  const condition = (): unknown =>
    pick<() => unknown>([
      value,
      () => ({ $eq: value() }),
      () => ({ $gt: scalar() }),
      () => ({ $gte: scalar(), $lt: scalar() }),
      () => ({ $lte: scalar(), $gt: scalar() }),
      () => ({ $in: [value(), value(), value()] }),
      () => ({ $in: ['x', 4, 2, 1] }),
      () => ({ $ne: value() }),
      () => ({ $exists: pick([true, false]) }),
      () => ({ $not: { $gt: scalar() } }),
      () => ({ $elemMatch: { $gt: scalar() } }),
    ])();
  const pair = (): Doc => ({ 'docs.x': scalar(), 'docs.y': scalar() });
  const clause = (): Doc =>
    Object.fromEntries([
      [pick(fields), condition()],
      [pick(fields), condition()],
    ]);
  const filter = (): Doc =>
    pick([
      clause,
      clause,
      pair,
      () => ({ $and: [clause(), clause()] }),
      () => ({ ...clause(), $or: [clause(), clause()] }),
    ])();
  const doc = (_id: number): Doc => {
    const all: Doc = { _id };
    for (const field of ['a', 'b', 'c']) if (random(4)) all[field] = scalar();
    if (random(3)) all.list = value();
    if (random(3))
      all.docs = Array.from({ length: random(3) }, () => ({
        x: scalar(),
        ...(random(2) ? { y: scalar() } : {}),
      }));
    return all;
  };
  const docs = Array.from({ length: 150 }, (_, i) => doc(i));
  const plain = collectionWith(docs, []);
  const indexed = collectionWith(docs, indexSpecs);
  const idsOf = (collection: Collection, wanted: Doc) =>
    collection.find({ filter: wanted }).map((stored) => stored.doc._id as number);
  const ascending = (ids: number[]) => [...ids].sort((x, y) => x - y);

  test('for random filters', () => {
    for (let i = 0; i < 800; i++) {
      const wanted = filter();
      expect([wanted, ascending(idsOf(indexed, wanted))]).toEqual([wanted, ascending(idsOf(plain, wanted))]);
    }
  });

  test('for random filters in order and with a limit', () => {
    for (let i = 0; i < 800; i++) {
      const wanted = pick([clause, pair, () => ({ [pick(fields)]: condition() })])();
      const direction = pick([1, -1]);
      const other = pick([{}, { [pick(fields)]: direction }]);
      const sort = parseSort({ [pick(Object.keys(wanted))]: direction, ...other, _id: direction });
      const query = { filter: wanted, sort, skip: random(3), limit: 1 + random(20) };
      const [ours, expected] = [indexed, plain].map((collection) =>
        collection.find(query).map((stored) => stored.doc._id),
      );
      expect([wanted, sort, ours]).toEqual([wanted, sort, expected]);
    }
  });

  test('after random changes and removals', () => {
    for (let i = 0; i < 600; i++) {
      const wanted = { _id: random(150) };
      const next = random(5) ? doc(wanted._id) : undefined;
      for (const collection of [plain, indexed]) {
        const [stored] = collection.find({ filter: wanted });
        if (stored && next) collection.replace(stored, next);
        else if (stored) collection.remove(stored);
        else if (next) collection.insert(next);
      }
      const query = filter();
      expect([query, ascending(idsOf(indexed, query))]).toEqual([query, ascending(idsOf(plain, query))]);
    }
  });
});

describe('what a plan looks at', () => {
  const docs = Array.from({ length: 10_000 }, (_, i) => ({
    _id: i,
    status: i % 4 ? 'published' : 'draft',
    title: `t${(i * 7919) % 10_000}`,
    owner: i % 100,
    ...(i % 1000 === 0 ? { outboxAt: new Date(i) } : {}),
  }));
  const collection = collectionWith(docs, [
    { key: { outboxAt: 1 }, partialFilterExpression: { outboxAt: { $exists: true } } },
    { key: { status: 1, _id: -1 } },
    { key: { status: 1, title: 1 } },
    { key: { owner: 1, _id: -1 } },
  ]);

  test('a poll of a partial index looks at its members only', () => {
    const poll = {
      outboxAt: { $lte: new Date(2000) },
      $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: new Date() } }],
    };
    expect(planFor(collection, poll, { outboxAt: 1 }, true)).toEqual({
      index: 'i0',
      size: 3,
      sorted: 'forwards',
    });
    expect(planFor(collection, { outboxAt: { $exists: true } })).toEqual({
      index: 'i0',
      size: 10,
      sorted: undefined,
    });
  });

  test('a list of ids looks at these documents only', () => {
    expect(planFor(collection, { _id: { $in: [5, 7, 7, 20_000] } })).toMatchObject({
      index: '_id_',
      size: 2,
    });
  });

  test('a page in the order of an index needs no sorting', () => {
    expect(planFor(collection, { status: 'published' }, { _id: -1 }, true)).toMatchObject({
      index: 'i1',
      sorted: 'backwards',
    });
    expect(
      planFor(collection, { status: 'published', title: { $gt: 't5' } }, { title: 1 }, true),
    ).toMatchObject({ index: 'i2', sorted: 'forwards' });
    expect(planFor(collection, {}, { _id: 1 }, true)).toMatchObject({ index: '_id_', sorted: 'forwards' });
  });

  test('a narrow condition wins over the order', () => {
    expect(planFor(collection, { status: 'published', owner: 7 }, { title: 1 }, true)).toMatchObject({
      index: 'i3',
      size: 100,
    });
  });

  test('a partial index serves no query that may want other documents', () => {
    expect(planFor(collection, { outboxAt: null })).not.toMatchObject({ index: 'i0' });
    expect(planFor(collection, { outboxAt: { $ne: new Date(0) } })).not.toMatchObject({ index: 'i0' });
  });
});
