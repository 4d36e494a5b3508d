import { endpoint } from '@courses/contracts';
import { z } from 'zod';
import { route } from '../src';
import { createThing, readThing, startTestApp } from './test-app';

class NotFound extends Error {
  readonly code = 'course-not-found';
}

const read = route(readThing, ({ params: { thingId } }) => {
  if (thingId === 'none') throw new NotFound('No such thing.');
  if (thingId === 'bug') throw new TypeError('secret detail of the program');
  if (thingId === 'node') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  return Promise.resolve({ body: { name: thingId }, etag: '"1"' });
});
const create = route(createThing, ({ body }) =>
  Promise.resolve({ body: { name: body.name }, location: '/v1/things/1' }),
);
const summary = endpoint({
  id: 'summary',
  method: 'get',
  path: '/v1/things/sum',
  summary: 'Read what there is in all',
  tag: 'Things',
  success: { status: 200, description: 'In all', body: z.strictObject({ total: z.int() }) },
  problems: [],
});
const sum = route(summary, () => Promise.resolve({ body: { total: 3 } }));

let test: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  test = await startTestApp([read, create, sum]);
});
afterAll(() => test.server.stop());

describe('a route', () => {
  it('answers what its handler returns', async () => {
    await test.request.get('/v1/things/a').expect(200, { name: 'a' }).expect('etag', '"1"');
    const created = await test.request.post('/v1/things').send({ name: 'b' }).expect(201, { name: 'b' });
    expect(created.headers.location).toBe('/v1/things/1');
  });

  it('is found by its literal path although a parameter given before it takes that, too', async () => {
    await test.request.get('/v1/things/sum').expect(200, { total: 3 });
  });

  it('answers 304 to whoever has that version', async () => {
    await test.request.get('/v1/things/a').set('if-none-match', '"1"').expect(304);
  });

  it('names every wrong field by part and JSON pointer', async () => {
    const { body } = await test.request
      .post('/v1/things')
      .send({ name: '', parts: [{ size: 1 }, { size: 'x' }], more: 1 });
    expect(body).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(
      body.errors.map(({ in: part, pointer }: { in: string; pointer: string }) => [part, pointer]),
    ).toEqual([
      ['body', '/name'],
      ['body', '/parts/1/size'],
      ['body', '/more'],
    ]);
    expect((await test.request.get('/v1/things/toolong')).body.errors).toEqual([
      expect.objectContaining({ in: 'path', pointer: '/thingId' }),
    ]);
  });
});

describe('the error boundary', () => {
  it('answers an error with a catalog code by its problem document', async () => {
    const { body, headers } = await test.request.get('/v1/things/none').expect(404);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(body).toEqual({
      type: 'urn:courses:problem:course-not-found',
      title: 'Course not found',
      status: 404,
      code: 'course-not-found',
      detail: 'No such thing.',
      instance: '/v1/things/none',
      requestId: headers['x-request-id'],
    });
  });

  it.each(['bug', 'node'])(
    'tells nothing of an unknown error (%s) but logs it under the request id',
    async (thing) => {
      const { body, text } = await test.request.get(`/v1/things/${thing}`).expect(500);
      expect(body).toMatchObject({ code: 'internal-error', requestId: expect.any(String) });
      expect(text).not.toMatch(/secret|TypeError|ECONNREFUSED|\.ts/);
      const logged = test.lines.find(({ requestId, err }) => err && requestId === body.requestId);
      expect(logged).toMatchObject({ level: 50, msg: 'request failed', err: { stack: expect.any(String) } });
    },
  );
});

describe('every request', () => {
  it('has an id, the caller’s own where it is acceptable', async () => {
    await test.request.get('/health/live').set('x-request-id', 'mine-1').expect('x-request-id', 'mine-1');
    const made = await test.request.get('/health/live').set('x-request-id', 'not acceptable');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is logged once, with its id, status and time', async () => {
    await test.request.get('/v1/things/a?x=1').set('x-request-id', 'logged-1');
    expect(test.lines.filter(({ requestId }) => requestId === 'logged-1')).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/v1/things/a?x=1',
        status: 200,
        ms: expect.any(Number),
        msg: 'request',
      }),
    ]);
  });

  it('is measured under its route, never under its address', async () => {
    await test.request.get('/v1/things/a');
    await test.request.get('/some/where/else');
    const { text } = await test.request.get('/metrics').expect(200);
    expect(text).toMatch(
      /http_request_duration_seconds_count\{service="test",method="GET",route="\/v1\/things\/:thingId",status="200"\}/,
    );
    expect(text).toMatch(/route="none",status="404"/);
    expect(text).not.toMatch('/some/where');
  });

  it('is answered with security headers and without the name of the framework', async () => {
    const { headers } = await test.request.get('/v1/things/a');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('the OpenAPI document', () => {
  it('has parameters, bodies, answers and problems of each endpoint', async () => {
    const { body } = await test.request.get('/openapi.json').expect(200);
    const get = body.paths['/v1/things/{thingId}'].get;
    expect(get.parameters).toEqual([
      expect.objectContaining({ in: 'path', name: 'thingId', required: true }),
    ]);
    expect(Object.keys(get.responses)).toEqual(['200', '400', '404', '500']);
    expect(get.responses['404'].content).toHaveProperty('application/problem+json');
    const post = body.paths['/v1/things'].post;
    expect(post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['name'],
      additionalProperties: false,
    });
    expect(Object.keys(post.responses)).toEqual(['201', '400', '413', '415', '500']);
  });
});
