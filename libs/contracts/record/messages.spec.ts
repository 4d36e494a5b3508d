import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { endpoint, type EventContract } from '../src';
import { event } from '../src/events/event';
import { apiSchema } from './api-schema';
import { contractErrors, findPublishedDrafts } from './check-contracts';
import { exampleOf } from './examples';
import { findProducersAndConsumers } from './producers-and-consumers';
import { compareWithPublishedApis } from './published-apis';
import { compareWithPublished, type EventContracts } from './published-events';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'published-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const contract = (data: z.ZodType, type = 'review.published.v1'): EventContract =>
  event({ type, source: 'reviews', summary: 'A review was published.', data });
const listOf = (...contracts: EventContract[]): EventContracts =>
  new Map(contracts.map((each) => [each.type, each]));

const circle: z.ZodType = z.object({
  get next() {
    return circle.optional();
  },
});

it('names the path of each invalid field of an example, and what to do', () => {
  const data = z.strictObject({
    rating: z.string().regex(/^\d$/),
    parts: z.array(z.strictObject({ size: z.int().multipleOf(7) })),
  });
  expect(() => exampleOf(contract(data))).toThrow(
    [
      'The example of review.published.v1, which the documents show, does not match its schema:',
      '  data.rating: Invalid string: must match pattern /^\\d$/',
      '  data.parts[0].size: Invalid number: must be a multiple of 7',
      '  Give these fields an example in the schema, `.meta({ examples: […] })`, or one by name in libs/contracts/record/examples.ts.',
    ].join('\n'),
  );
});

it('generates texts and lists of a valid length', () => {
  const data = z.strictObject({
    comment: z.string().min(20),
    word: z.string().max(2),
    places: z.array(z.string()).min(2),
  });
  expect(exampleOf(contract(data))).toMatchObject({ word: 'wo', places: ['places[]', 'places[]'] });
});

it.each([
  [
    'a date',
    z.strictObject({ at: z.strictObject({ day: z.date() }) }),
    'v1, at.day: Date cannot be represented',
  ],
  ['a transformation', z.strictObject({ a: z.custom() }), 'v1, a: Custom types cannot be represented'],
  ['a circle', circle, 'v1: Cycle detected'],
])('names the contract and the path of %s, which JSON cannot represent', (_name, data, message) => {
  const compare = () => compareWithPublished(listOf(contract(data)), folder);
  expect(compare).toThrow(message);
  expect(compare).toThrow('use a type that JSON has, e.g. z.iso.datetime() for a date');
});

it('names the contract of an unknown keyword before anything is recorded', () => {
  const data = z.strictObject({ size: z.int().meta({ unit: 'm' }) });
  expect(() => compareWithPublished(listOf(contract(data)), folder)).toThrow(
    'review.published.v1: The keyword "unit" is unknown to the comparison of schemas.',
  );
  const list = endpoint({
    id: 'list',
    method: 'get',
    path: '/v1/reviews',
    summary: 'List',
    tag: 'Reviews',
    success: { status: 200, description: 'Reviews', body: data },
    problems: [],
  });
  expect(() => apiSchema([list])).toThrow('GET /v1/reviews: The keyword "unit" is unknown');
});

it.each(['{ "type": ', '[]', '"x"', ''])(
  'names a recorded file that holds %j instead of an object',
  (text) => {
    const file = join(folder, 'review.published.v1.json');
    writeFileSync(file, text);
    const message = `${file} holds no JSON object: what was published cannot be read. Restore it: git checkout HEAD -- ${file}`;
    expect(() => compareWithPublished(listOf(contract(z.strictObject({}))), folder)).toThrow(message);
    writeFileSync(join(folder, 'reviews.json'), text);
    expect(() => compareWithPublishedApis(new Map([['reviews', []]]), folder)).toThrow(
      'reviews.json holds no',
    );
  },
);

it('reports why the subscriptions of a consumer file cannot be read', () => {
  mkdirSync(join(folder, 'mail/src'), { recursive: true });
  writeFileSync(
    join(folder, 'mail/src/a.consumer.ts'),
    "export const on = () => { throw new Error('no queue'); };",
  );
  expect(() => findProducersAndConsumers(folder)).toThrow(
    /a\.consumer\.ts cannot be loaded to read its subscriptions: no queue$/,
  );
});

it('reports duplicate types, unlisted events and types without a version', () => {
  const data = z.strictObject({});
  const [one, two, other] = [contract(data), contract(data), contract(data, 'review.removed.v1')];
  expect(contractErrors({ one, two, other, word: 'x' }, listOf(one))).toEqual([
    'one and two have the same type, review.published.v1. Give one of them its own.',
    'review.removed.v1 is missing in eventContracts. Add other in libs/contracts/src/events/index.ts.',
  ]);
  const misnamed = contract(data, '../published');
  expect(contractErrors({ misnamed }, listOf(misnamed))).toEqual([
    '"../published" is not an event type. Write <thing>.<what happened>.v<N>, e.g. review.published.v1.',
  ]);
});

it('names the service that publishes a draft', () => {
  const settled = contract(z.strictObject({}), 'review.removed.v1');
  const draft = { ...contract(z.strictObject({})), draft: true as const };
  const publishedBy = (...producers: string[]) =>
    findPublishedDrafts(listOf(settled, draft), () => ({
      producers,
      queues: ['mail.on-review'],
      producerFiles: [],
      consumerFiles: {},
    }));
  expect(publishedBy()).toEqual([]);
  expect(publishedBy('reviews')).toEqual([
    'review.published.v1 is published by reviews and still a draft: remove `draft: true` and run npm run contracts:record',
  ]);
});
