import type { Case, Doc } from './case';

const people: Doc[] = [
  { _id: 1, name: 'Eve', age: 30, city: { name: 'Rome', zip: 1 }, marks: [1, 2, 3, 4] },
  { _id: 2, name: 'Bob', age: 25, city: { name: 'Oslo', zip: 2 }, marks: [5] },
  { _id: 3, name: 'Ada', age: 30, city: { name: 'Bern', zip: 3 } },
];
const project = (name: string, projection: Doc, expect: unknown, knownDifference?: string): Case => ({
  name: `projection: ${name}`,
  given: people.slice(0, 1),
  run: (c) => c.findOne({ _id: 1 }, { projection }),
  expect,
  knownDifference,
});
const sorted = (name: string, given: Doc[], sort: Doc, expect: unknown[]): Case => ({
  name: `sort: ${name}`,
  given,
  run: async (c) => (await c.find({}).sort(sort).toArray()).map(({ _id }) => _id as unknown),
  expect,
});
export const readCases: Case[] = [
  project('inclusion', { name: 1 }, { _id: 1, name: 'Eve' }),
  project('inclusion without _id', { name: 1, _id: 0 }, { name: 'Eve' }),
  project('exclusion', { city: 0, marks: 0 }, { _id: 1, name: 'Eve', age: 30 }),
  project(
    'only _id out',
    { _id: 0 },
    { name: 'Eve', age: 30, city: { name: 'Rome', zip: 1 }, marks: [1, 2, 3, 4] },
  ),
  project('only _id', { _id: 1 }, { _id: 1 }),
  project('nested inclusion', { 'city.name': 1 }, { _id: 1, city: { name: 'Rome' } }),
  project('nested inclusion as a document', { city: { name: 1 } }, { _id: 1, city: { name: 'Rome' } }),
  project(
    'nested exclusion',
    { 'city.name': 0, marks: 0 },
    { _id: 1, name: 'Eve', age: 30, city: { zip: 1 } },
  ),
  project('a missing field', { nope: 1 }, { _id: 1 }),
  project('true and false', { name: true, _id: false }, { name: 'Eve' }),
  project('$slice from the start', { marks: { $slice: 2 }, name: 1 }, { _id: 1, name: 'Eve', marks: [1, 2] }),
  project('$slice from the end', { marks: { $slice: -1 }, name: 1 }, { _id: 1, name: 'Eve', marks: [4] }),
  project('$slice with skip', { marks: { $slice: [1, 2] }, name: 1 }, { _id: 1, name: 'Eve', marks: [2, 3] }),
  project('$slice alone keeps the rest', { marks: { $slice: 1 } }, { ...people[0], marks: [1] }),
  project(
    '$slice with exclusion',
    { marks: { $slice: 1 }, city: 0 },
    { _id: 1, name: 'Eve', age: 30, marks: [1] },
  ),
  project('$elemMatch', { marks: { $elemMatch: { $gt: 2 } } }, { _id: 1, marks: [3] }),
  project('computed', { half: { $divide: ['$age', 2] } }, { _id: 1, half: 15 }),
  project('a mix is rejected', { name: 1, age: 0 }, { error: { code: 31254, codeName: 'Location31254' } }),
  project(
    'the other mix is rejected',
    { name: 0, age: 1 },
    { error: { code: 31253, codeName: 'Location31253' } },
  ),
  project(
    'clashing paths are rejected',
    { city: 1, 'city.name': 1 },
    { error: { code: 31249, codeName: 'Location31249' } },
  ),
  {
    name: 'projection: through an array of documents',
    given: [{ _id: 1, lines: [{ a: 1, b: 2 }, 5, { b: 3 }] }],
    run: (c) => c.findOne({}, { projection: { 'lines.a': 1 } }),
    expect: { _id: 1, lines: [{ a: 1 }, {}] },
  },
  {
    name: 'projection: exclusion through an array of documents',
    given: [{ _id: 1, lines: [{ a: 1, b: 2 }, 5, { b: 3 }] }],
    run: (c) => c.findOne({}, { projection: { 'lines.b': 0 } }),
    expect: { _id: 1, lines: [{ a: 1 }, 5, {}] },
  },
  sorted('one field', people, { name: 1 }, [3, 2, 1]),
  sorted('two fields', people, { age: -1, name: 1 }, [3, 1, 2]),
  sorted('a nested field', people, { 'city.name': -1 }, [1, 2, 3]),
  sorted(
    'missing comes first',
    [{ _id: 1, n: 1 }, { _id: 2 }, { _id: 3, n: null }, { _id: 4, n: 0 }],
    { n: 1, _id: 1 },
    [2, 3, 4, 1],
  ),
  sorted(
    'types in their order',
    [
      { _id: 1, v: true },
      { _id: 2, v: 'a' },
      { _id: 3, v: 1 },
      { _id: 4, v: { a: 1 } },
      { _id: 5, v: new Date(0) },
      { _id: 6, v: null },
    ],
    { v: 1 },
    [6, 3, 2, 4, 1, 5],
  ),
  sorted(
    'arrays by their lowest element',
    [
      { _id: 1, n: [5, 1] },
      { _id: 2, n: [2] },
      { _id: 3, n: 3 },
    ],
    { n: 1 },
    [1, 2, 3],
  ),
  sorted(
    'arrays by their highest element',
    [
      { _id: 1, n: [5, 1] },
      { _id: 2, n: [2] },
      { _id: 3, n: 3 },
    ],
    { n: -1 },
    [1, 3, 2],
  ),
  sorted(
    'strings by bytes, capitals first',
    [
      { _id: 1, s: 'b' },
      { _id: 2, s: 'B' },
      { _id: 3, s: 'a' },
      { _id: 4, s: 'é' },
    ],
    { s: 1 },
    [2, 3, 1, 4],
  ),
  {
    name: 'sort: a wrong direction is rejected',
    given: people,
    run: (c, db) => db.command({ find: c.collectionName, sort: { name: 7 } }),
    expect: { error: { code: 2, codeName: 'BadValue' } },
    knownDifference: 'takes any number',
  },
];
