import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import * as contracts from '../src';
import { endpoint, type Endpoint } from '../src';
import { compareWithPublishedApis, findApis, recordApis, type Apis } from './published-apis';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'published-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const thing = z.strictObject({ id: z.uuid(), title: z.string() });
const readThing = endpoint({
  id: 'readThing',
  method: 'get',
  path: '/v1/things/:thingId',
  summary: 'Read a thing',
  tag: 'Things',
  params: z.strictObject({ thingId: z.uuid() }),
  success: { status: 200, description: 'The thing', body: thing.meta({ id: 'Thing' }) },
  problems: [],
});
const listThings = endpoint({
  id: 'listThings',
  method: 'get',
  path: '/v1/things',
  summary: 'List things',
  tag: 'Things',
  success: { status: 200, description: 'Things', body: z.strictObject({ items: z.array(thing) }) },
  problems: [],
});
const titleless = { ...readThing, success: { ...readThing.success, body: z.strictObject({ id: z.uuid() }) } };

const apisOf = (...endpoints: Endpoint[]): Apis => new Map([['things', endpoints]]);
const compare = (...endpoints: Endpoint[]) => compareWithPublishedApis(apisOf(...endpoints), folder);
const record = (...endpoints: Endpoint[]) => recordApis(['things'], apisOf(...endpoints), folder);
const agreed = { violations: [], unrecorded: [] };
const unrecorded = { violations: [], unrecorded: ['things'] };

it('finds the APIs among the exports of the contracts', () => {
  expect([...findApis(contracts).keys()]).toEqual(
    expect.arrayContaining(['courses', 'enrollments', 'identity']),
  );
  const reviews = { courseReviewsApi: { readThing, word: 'no endpoint' }, other: { listThings } };
  expect([...findApis(reviews)]).toEqual([['course-reviews', [readThing]]]);
});

it('asks to record a new API and a new endpoint, and agrees then', () => {
  expect(compare(readThing)).toEqual(unrecorded);
  record(readThing);
  expect(readdirSync(folder)).toEqual(['things.json']);
  expect(compare(readThing)).toEqual(agreed);
  expect(compare(readThing, listThings)).toEqual(unrecorded);
});

it('records the same text whatever the order in the source, and whatever the words', () => {
  record(readThing, listThings);
  expect(compare({ ...listThings, summary: 'List all', tag: 'T', id: 'list' }, readThing)).toEqual(agreed);
});

it('asks to record a compatible change', () => {
  record(readThing);
  const body = thing.extend({ size: z.int() });
  expect(compare({ ...readThing, success: { ...readThing.success, body } })).toEqual(unrecorded);
});

it('refuses a breaking change with the endpoint, the field, who suffers, and what to do', () => {
  record(readThing, listThings);
  const { violations } = compare(titleless, listThings);
  expect(violations).toEqual([
    [
      'GET /v1/things/:thingId: not what was published in libs/contracts/published/http/things.json any more:',
      '  response.body.title: field removed - callers do not get what they read',
      '  Keep what callers use: the old field beside the new one; or the endpoint as it was, and a new one beside it,',
      '  e.g. GET /v2/things/:thingId.',
      '  When nobody relies on it any more (or it was never released): delete "GET /v1/things/:thingId" from that file and run: npm run contracts:record',
    ].join('\n'),
  ]);
});

it('has no example of a next version for an address without one', () => {
  record({ ...readThing, path: '/things' });
  const [refusal] = compare({ ...titleless, path: '/things' }).violations;
  expect(refusal).toContain('and a new one beside it.\n  When nobody relies on it');
});

it('names endpoints together that break in the same way', () => {
  const success = { status: 200, description: 'Done', etag: true } as const;
  record({ ...readThing, success }, { ...listThings, success });
  const after = { status: 200, description: 'Done' } as const;
  expect(compare({ ...readThing, success: after }, { ...listThings, success: after }).violations).toEqual([
    expect.stringMatching(
      /^GET \/v1\/things,\nGET \/v1\/things\/:thingId: not .*delete these entries from that file/s,
    ),
  ]);
});

it('forgets what was published when its entry is deleted', () => {
  record(readThing, listThings);
  const file = join(folder, 'things.json');
  const recorded = JSON.parse(readFileSync(file, 'utf8'));
  delete recorded.endpoints['GET /v1/things/:thingId'];
  writeFileSync(file, JSON.stringify(recorded));
  expect(compare(titleless, listThings)).toEqual(unrecorded);
  expect(compare(listThings)).toEqual(unrecorded);
});

it.each([
  ['without a contract', []],
  ['at another path', [{ ...readThing, path: '/v1/goods/:thingId' }]],
  ['with another method', [{ ...readThing, method: 'post' as const }]],
])('refuses a published endpoint %s', (_name, endpoints) => {
  record(readThing, listThings);
  expect(compare(listThings, ...endpoints).violations).toEqual([
    expect.stringMatching(/^GET \/v1\/things\/:thingId was published in .* and is no endpoint any more/),
  ]);
});

it('does not mind another name of a path parameter', () => {
  record(readThing);
  const renamed = { ...readThing, path: '/v1/things/:id', params: z.strictObject({ id: z.uuid() }) };
  expect(compare(renamed)).toEqual(unrecorded);
  const narrower = { ...renamed, params: z.strictObject({ id: z.uuid().max(9) }) };
  expect(compare(narrower).violations).toEqual([expect.stringContaining('request.path.id: maxLength')]);
});

it('does not record a draft, and refuses to make one of what was published', () => {
  const draft = { ...readThing, draft: true as const };
  expect(compare(draft)).toEqual(agreed);
  record(draft, listThings);
  expect(Object.keys(JSON.parse(readFileSync(join(folder, 'things.json'), 'utf8')).endpoints)).toEqual([
    'GET /v1/things',
  ]);
  expect(compare(readThing, listThings)).toEqual(unrecorded);
  record(readThing, listThings);
  expect(compare(draft, listThings).violations).toEqual([
    expect.stringContaining('is marked as a draft again'),
  ]);
});

it('refuses the end of a published API until its file is deleted', () => {
  record(readThing);
  expect(compareWithPublishedApis(new Map(), folder).violations).toEqual([
    expect.stringMatching(/^The API of things was published .* Delete that file only when/s),
  ]);
  rmSync(join(folder, 'things.json'));
  expect(compareWithPublishedApis(new Map(), folder)).toEqual(agreed);
});

it('refuses two different schemas of one name, of which only one could be recorded', () => {
  const one = { ...readThing, body: z.strictObject({ x: z.int() }).meta({ id: 'Twin' }) };
  const two = { ...listThings, body: z.strictObject({ y: z.int() }).meta({ id: 'Twin' }) };
  expect(() => compare(one, two)).toThrow(
    'GET /v1/things: two different schemas of the API have the id Twin.',
  );
});
