import { z } from 'zod';
import { endpoint, optionalUser, requireRole, requireUser, type Endpoint } from '../src';
import { addressOf, apiSchema, type EndpointSchema } from './api-schema';
import { compareEndpoints } from './compare-endpoints';

const path = { thingId: z.uuid() };
const query = {
  limit: z.coerce.number().int().max(100).default(20),
  sort: z.enum(['new', 'old']).optional(),
};
const headers = { 'if-match': z.string().optional() };
const body = {
  title: z.string().min(1).max(10),
  size: z.int().optional(),
  level: z.enum(['low', 'high']),
  owner: z.strictObject({ name: z.string() }).nullable(),
};
const thing = {
  id: z.uuid(),
  title: z.string().max(10),
  note: z.string().optional(),
  level: z.enum(['low', 'high']),
  size: z.int(),
  movedAt: z.iso.datetime(),
  owner: z.strictObject({ name: z.string() }).nullable(),
  parts: z.array(z.strictObject({ name: z.string() })),
};

const base = endpoint({
  id: 'changeThing',
  method: 'put',
  path: '/v1/things/:thingId',
  summary: 'Change a thing',
  tag: 'Things',
  access: requireRole('instructor', 'student'),
  params: z.strictObject(path),
  query: z.strictObject(query),
  headers: z.object(headers),
  body: z.strictObject(body),
  success: { status: 200, description: 'The thing', body: z.strictObject(thing), etag: true },
  problems: ['course-not-found'],
});

type Fields = Record<string, z.ZodType>;
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
const sends = (fields: Fields): Partial<Endpoint> => ({ body: z.strictObject(fields) });
const asks = (fields: Fields): Partial<Endpoint> => ({ query: z.strictObject(fields) });
const answers = (fields: Fields): Partial<Endpoint> => ({
  success: { ...base.success, body: z.strictObject(fields) },
});

function breaches(before: Partial<Endpoint>, after: Partial<Endpoint>): string[] {
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
    answers(without(thing, 'title')),
    'response.body.title: field removed',
  ],
  ['an optional one that is gone', answers(without(thing, 'note')), 'response.body.note: field removed'],
  [
    'a field deep inside the response that is gone',
    answers({ ...thing, parts: z.array(z.strictObject({})) }),
    'response.body.parts[].name: field removed',
  ],
  [
    'a field in a variant of the response that is gone',
    answers({ ...thing, owner: z.strictObject({}).nullable() }),
    'response.body.owner(1).name: field removed',
  ],
  [
    'a field of the response that may be missing now',
    answers({ ...thing, size: z.int().optional() }),
    'response.body.size: was required, is optional',
  ],
  [
    'a default in the response, which lets the handler leave the field out',
    answers({ ...thing, size: z.int().default(1) }),
    'response.body.size: was required, is optional',
  ],
  [
    'null in the response',
    answers({ ...thing, size: z.int().nullable() }),
    'response.body.size: {"type":"null"} is new',
  ],
  [
    'a variant more in the response',
    answers({ ...thing, owner: z.union([z.strictObject({ name: z.string() }), z.null(), z.boolean()]) }),
    'response.body.owner: {"type":"boolean"} is new',
  ],
  [
    'a value more in the response',
    answers({ ...thing, level: z.enum(['low', 'mid', 'high']) }),
    'response.body.level: value "mid" added',
  ],
  ['a fraction in the response', answers({ ...thing, size: z.number() }), 'response.body.size: type was'],
  ['another format', answers({ ...thing, movedAt: z.iso.date() }), 'response.body.movedAt: format was'],
  ['no format any more', answers({ ...thing, movedAt: z.string() }), 'response.body.movedAt: format was'],
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
  ['a new required field', sends({ ...body, why: z.string() }), 'request.body.why: required field added'],
  ['a required one', sends({ ...body, size: z.int() }), 'request.body.size: was optional, is required'],
  ['a field that is refused now', sends(without(body, 'size')), 'request.body.size: field removed'],
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
    'null that is refused now',
    sends({ ...body, owner: z.strictObject({ name: z.string() }) }),
    'request.body.owner: {"type":"null"} is not taken any more',
  ],
  [
    'a field in a variant of a request that is required now',
    sends({ ...body, owner: z.strictObject({ name: z.string(), age: z.int() }).nullable() }),
    'request.body.owner(1).age: required field added',
  ],
  [
    'another default of a request',
    asks({ ...query, limit: z.coerce.number().int().max(100).default(10) }),
    'request.query.limit: default was 20, is 10',
  ],
  [
    'a new required parameter',
    asks({ ...query, tag: z.string() }),
    'request.query.tag: required field added',
  ],
  ['a parameter that is gone', asks(without(query, 'sort')), 'request.query.sort: field removed'],
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

it.each(breaking)('%s breaks', (_name, after, breach) => {
  expect(breaches({}, after)).toEqual([expect.stringContaining(breach)]);
});

it.each([
  ['a body that was not there', { body: undefined }, {}, 'request.body: required field added'],
  [
    'fields that were ignored',
    { body: z.object(body) },
    {},
    'request.body.*: other fields were ignored, are refused',
  ],
  ['a user', { access: undefined }, { access: requireUser }, 'access: was for anybody, needs a user'],
  ['a user who was optional', { access: optionalUser }, {}, 'access: was for anybody, needs a user'],
  ['a role', { access: requireUser }, {}, 'access: needs one of instructor, student'],
])('%s, needed now, breaks', (_name, before, after, breach) => {
  expect(breaches(before as Partial<Endpoint>, after)).toEqual([breach]);
});

it.each<[string, Partial<Endpoint>]>([
  ['a new field of the response', answers({ ...thing, extra: z.string() })],
  ['a new optional field of the response', answers({ ...thing, extra: z.string().optional() })],
  [
    'a new field deep inside it',
    answers({ ...thing, parts: z.array(z.strictObject({ name: z.string(), no: z.int() })) }),
  ],
  [
    'a new field in a variant of it',
    answers({ ...thing, owner: z.strictObject({ name: z.string(), no: z.int() }).nullable() }),
  ],
  ['a field of the response that is never missing now', answers({ ...thing, note: z.string() })],
  ['a wider limit of the response', answers({ ...thing, title: z.string().max(99) })],
  ['no limit of the response any more', answers({ ...thing, title: z.string() })],
  ['a value less in the response', answers({ ...thing, level: z.enum(['low']) })],
  ['a variant less in the response', answers({ ...thing, owner: z.strictObject({ name: z.string() }) })],
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
  ['a new optional parameter', asks({ ...query, tag: z.string().optional() })],
  ['a wider path parameter', { params: z.strictObject({ thingId: z.string() }) }],
  ['a body that may be left out now', { body: z.strictObject(body).optional() }],
  ['a role more', { access: requireRole('student', 'admin', 'instructor') }],
  ['a user of any role', { access: requireUser }],
  ['no user', { access: undefined }],
  ['another problem', { problems: ['course-not-found', 'write-conflict'] }],
  ['another id, other words', { id: 'moveThing', summary: 'Move it', tag: 'T' }],
])('%s is compatible', (_name, after) => {
  expect(breaches({}, after)).toEqual([]);
});

it('names every parameter of a query that is gone', () => {
  expect(breaches({}, { query: undefined })).toEqual([
    'request.query.limit: field removed',
    'request.query.sort: field removed',
  ]);
});

it('takes a first query, and a first body that may be left out', () => {
  const normalize = { query: undefined, body: undefined } as never;
  expect(breaches(normalize, { ...asks(query), body: z.strictObject(body).optional() })).toEqual([]);
});
