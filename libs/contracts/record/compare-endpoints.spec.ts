import { z } from 'zod';
import { optionalUser, requireRole, requireUser, type Endpoint } from '../src';
import { addressOf, apiSchema, type EndpointSchema } from './api-schema';
import { compareEndpoints } from './compare-endpoints';
import { base, body, headers, query, thing } from './sample-endpoint';

type Fields = Record<string, z.ZodType>;
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
const sends = (fields: Fields): Partial<Endpoint> => ({ body: z.strictObject(fields) });
const queries = (fields: Fields): Partial<Endpoint> => ({ query: z.strictObject(fields) });
const returns = (fields: Fields): Partial<Endpoint> => ({
  success: { ...base.success, body: z.strictObject(fields) },
});

function breakingChanges(before: Partial<Endpoint>, after: Partial<Endpoint>): string[] {
  const [recorded, current] = [before, after].map((changes) => {
    const { $defs, endpoints } = apiSchema([{ ...base, ...changes }]);
    return { endpoint: endpoints[addressOf(base)] as EndpointSchema, $defs };
  });
  return compareEndpoints(recorded!, current!).flatMap(({ path: at, what, breaks }) =>
    breaks ? [`${at}: ${what}`] : [],
  );
}

const breaking: [string, Partial<Endpoint>, string][] = [
  [
    'a field of the response that is gone',
    returns(without(thing, 'title')),
    'response.body.title: field removed',
  ],
  ['an optional one that is gone', returns(without(thing, 'note')), 'response.body.note: field removed'],
  [
    'a field deep inside the response that is gone',
    returns({ ...thing, parts: z.array(z.strictObject({})) }),
    'response.body.parts[].name: field removed',
  ],
  [
    'a field in a variant of the response that is gone',
    returns({ ...thing, owner: z.strictObject({}).nullable() }),
    'response.body.owner(1).name: field removed',
  ],
  [
    'a field of the response that may be missing now',
    returns({ ...thing, size: z.int().optional() }),
    'response.body.size: was required, is optional',
  ],
  [
    'a default in the response, which lets the handler leave the field out',
    returns({ ...thing, size: z.int().default(1) }),
    'response.body.size: was required, is optional',
  ],
  [
    'null in the response',
    returns({ ...thing, size: z.int().nullable() }),
    'response.body.size: {"type":"null"} is new',
  ],
  [
    'a variant more in the response',
    returns({ ...thing, owner: z.union([z.strictObject({ name: z.string() }), z.null(), z.boolean()]) }),
    'response.body.owner: {"type":"boolean"} is new',
  ],
  [
    'a value more in the response',
    returns({ ...thing, level: z.enum(['low', 'mid', 'high']) }),
    'response.body.level: value "mid" added',
  ],
  ['a fraction in the response', returns({ ...thing, size: z.number() }), 'response.body.size: type was'],
  ['another format', returns({ ...thing, movedAt: z.iso.date() }), 'response.body.movedAt: format was'],
  ['no format any more', returns({ ...thing, movedAt: z.string() }), 'response.body.movedAt: format was'],
  [
    'a response without body',
    { success: { status: 200, description: 'Done', etag: true } },
    'response.body: removed',
  ],
  ['another status', { success: { ...base.success, status: 201 } }, 'response: status was 200, is 201'],
  [
    'no etag any more',
    { success: { status: 200, description: 'The thing', body: base.success.body } },
    'response: etag removed',
  ],
  [
    'another media type',
    { success: { ...base.success, mediaType: 'text/csv' } },
    'response: is text/csv, was application/json',
  ],
  ['a new required field', sends({ ...body, why: z.string() }), 'request.body.why: required field added'],
  ['a required one', sends({ ...body, size: z.int() }), 'request.body.size: was optional, is required'],
  ['a removed field of a request', sends(without(body, 'size')), 'request.body.size: field removed'],
  [
    'a narrower limit of a request',
    sends({ ...body, title: z.string().min(1).max(5) }),
    'request.body.title: maxLength was 10, is 5',
  ],
  [
    'a pattern of a request',
    sends({ ...body, title: body.title.regex(/^a/) }),
    'request.body.title: pattern was not there',
  ],
  ['a value less', sends({ ...body, level: z.enum(['low']) }), 'request.body.level: value "high" removed'],
  [
    'null that is rejected now',
    sends({ ...body, owner: z.strictObject({ name: z.string() }) }),
    'request.body.owner: {"type":"null"} is no longer accepted',
  ],
  [
    'a field in a variant of a request that is required now',
    sends({ ...body, owner: z.strictObject({ name: z.string(), age: z.int() }).nullable() }),
    'request.body.owner(1).age: required field added',
  ],
  [
    'another default of a request',
    queries({ ...query, limit: z.coerce.number().int().max(100).default(10) }),
    'request.query.limit: default was 20, is 10',
  ],
  [
    'a new required parameter',
    queries({ ...query, tag: z.string() }),
    'request.query.tag: required field added',
  ],
  ['a parameter that is gone', queries(without(query, 'sort')), 'request.query.sort: field removed'],
  [
    'a new required header',
    { headers: z.object({ ...headers, 'x-tenant': z.string() }) },
    'request.headers.x-tenant: required field added',
  ],
  ['a header that is gone', { headers: z.object({}) }, 'request.headers.if-match: field removed'],
  [
    'a narrower path parameter',
    { params: z.strictObject({ thingId: z.uuid().max(36) }) },
    'request.path.thingId: maxLength was not there',
  ],
  ['no body any more', { body: undefined }, 'request.body: field removed'],
  ['a role less', { access: requireRole('student') }, 'access: role instructor removed'],
];

it.each(breaking)('reports as breaking: %s', (_name, after, breakingChange) => {
  expect(breakingChanges({}, after)).toEqual([expect.stringContaining(breakingChange)]);
});

it.each([
  ['a body that is required now', { body: undefined }, {}, 'request.body: required field added'],
  [
    'unknown fields that are rejected now',
    { body: z.object(body) },
    {},
    'request.body.*: other fields were ignored, are rejected',
  ],
  ['a required user', { access: undefined }, { access: requireUser }, 'access: was public, requires a user'],
  ['a required user who was optional', { access: optionalUser }, {}, 'access: was public, requires a user'],
  ['a required role', { access: requireUser }, {}, 'access: requires one of instructor, student'],
])('reports as breaking: %s', (_name, before, after, breakingChange) => {
  expect(breakingChanges(before as Partial<Endpoint>, after)).toEqual([breakingChange]);
});

it.each<[string, Partial<Endpoint>]>([
  ['a new field of the response', returns({ ...thing, extra: z.string() })],
  ['a new optional field of the response', returns({ ...thing, extra: z.string().optional() })],
  [
    'a new field deep inside it',
    returns({ ...thing, parts: z.array(z.strictObject({ name: z.string(), no: z.int() })) }),
  ],
  [
    'a new field in a variant of it',
    returns({ ...thing, owner: z.strictObject({ name: z.string(), no: z.int() }).nullable() }),
  ],
  ['a field of the response that is never missing now', returns({ ...thing, note: z.string() })],
  ['a wider limit of the response', returns({ ...thing, title: z.string().max(99) })],
  ['no limit of the response any more', returns({ ...thing, title: z.string() })],
  ['a value less in the response', returns({ ...thing, level: z.enum(['low']) })],
  ['a variant less in the response', returns({ ...thing, owner: z.strictObject({ name: z.string() }) })],
  ['a response that may have any other fields', { success: { ...base.success, body: z.looseObject(thing) } }],
  ['a new optional field of a request', sends({ ...body, why: z.string().optional() })],
  ['a new one with a default', sends({ ...body, why: z.string().default('so') })],
  ['a required one that is optional now', sends({ ...body, title: body.title.optional() })],
  ['a required one that has a default now', sends({ ...body, title: body.title.default('none') })],
  ['a wider limit of a request', sends({ ...body, title: z.string().max(99) })],
  ['a value more in a request', sends({ ...body, level: z.enum(['low', 'mid', 'high']) })],
  ['a fraction in a request', sends({ ...body, size: z.number().optional() })],
  ['null in a request', sends({ ...body, size: z.int().nullable().optional() })],
  ['a variant more in a request', sends({ ...body, owner: z.union([body.owner, z.string()]) })],
  ['a new optional parameter', queries({ ...query, tag: z.string().optional() })],
  ['a wider path parameter', { params: z.strictObject({ thingId: z.string() }) }],
  ['a body that may be left out now', { body: z.strictObject(body).optional() }],
  ['a role more', { access: requireRole('student', 'admin', 'instructor') }],
  ['a user of any role', { access: requireUser }],
  ['no user', { access: undefined }],
  ['another problem', { problems: ['course-not-found', 'write-conflict'] }],
  ['another id, other words', { id: 'moveThing', summary: 'Move it', tag: 'T' }],
])('accepts as compatible: %s', (_name, after) => {
  expect(breakingChanges({}, after)).toEqual([]);
});

it('names every parameter of a removed query', () => {
  expect(breakingChanges({}, { query: undefined })).toEqual([
    'request.query.limit: field removed',
    'request.query.sort: field removed',
  ]);
});

it('accepts a first query and a first optional body', () => {
  const bare = { query: undefined, body: undefined } as never;
  expect(breakingChanges(bare, { ...queries(query), body: z.strictObject(body).optional() })).toEqual([]);
});
