import { endpoint } from '@courses/contracts';
import { z } from 'zod';
import { route } from '../src';
import { createThing, exchange, readThing, startTestApp } from './test-app';

class NotFound extends Error {
  readonly code = 'course-not-found';
}

const read = route(readThing, ({ params: { thingId } }) => {
  if (thingId === 'never') return new Promise(() => undefined);
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
  it('sends what its handler returns', async () => {
    await test.request.get('/v1/things/a').expect(200, { name: 'a' }).expect('etag', '"1"');
    const created = await test.request.post('/v1/things').send({ name: 'b' }).expect(201, { name: 'b' });
    expect(created.headers.location).toBe('/v1/things/1');
  });

  it('is answered 503 when its handler does not answer', async () => {
    const { body } = await test.request.get('/v1/things/never').expect(503).expect('retry-after', '2');
    expect(body).toMatchObject({
      code: 'not-ready',
      detail: 'No answer in time. A change may still happen.',
    });
  });

  it('is matched by its literal path before a parameter that is registered first', async () => {
    await test.request.get('/v1/things/sum').expect(200, { total: 3 });
  });

  it('answers 304 when the client has this version', async () => {
    await test.request.get('/v1/things/a').set('if-none-match', '"1"').expect(304);
  });

  it.each(['W/"1"', '"0", ,"1",', '*'])('answers 304 to If-None-Match: %s', async (etags) => {
    await test.request.get('/v1/things/a').set('if-none-match', etags).expect(304);
  });

  it.each(['W/"1"', '"01"', '1', '"0", "2"', ',', ''])(
    'answers 412 to a read with If-Match: %j',
    async (etags) => {
      const read = () => test.request.get('/v1/things/a').set('if-match', etags);
      const { headers } = await read().expect(412);
      // It would pass for the ETag of the thing.
      expect(headers).not.toHaveProperty('etag');
      await read().set('if-none-match', '"1"').expect(412);
      await test.request.head('/v1/things/a').set('if-match', etags).expect(412);
    },
  );

  it.each(['"1"', '"0", ,"1",', '*'])('reads with If-Match: %j', async (etags) => {
    await test.request.get('/v1/things/a').set('if-match', etags).expect(200);
  });

  it.each(['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'])(
    'honors the conditions of %s',
    async (file) => {
      await test.request.get(file).set('if-match', '"other"').expect(412);
      await test.request.get(file).set('range', 'bytes=99999999-').expect(200);
    },
  );

  it('reads a resource without a version with If-Match for the ETag that it gave', async () => {
    const { headers } = await test.request.get('/v1/things/sum').expect(200);
    await test.request.get('/v1/things/sum').set('if-match', String(headers.etag)).expect(200);
    await test.request.get('/v1/things/sum').set('if-match', '"1"').expect(412);
  });

  it.each(['"01"', '1', 'w/"1"', '"0", "2"', ','])('answers 200 to If-None-Match: %s', async (etags) => {
    await test.request.get('/v1/things/a').set('if-none-match', etags).expect(200);
  });

  it('lists no more than 100 invalid fields', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 1]));
    const { body } = await test.request.post('/v1/things').send({ name: 'b', ...unknown });
    expect(body).toMatchObject({ status: 400, detail: 'body /x0: Unknown field (and 4999 more)' });
    expect(body.errors).toHaveLength(100);
  });

  it('lists every invalid field with its request part and JSON pointer', async () => {
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

describe('the error handler', () => {
  it('answers an error that has a catalog code with its problem document', async () => {
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
    'reveals nothing about an unknown error (%s) and logs it with the request id',
    async (thing) => {
      const { body, text } = await test.request.get(`/v1/things/${thing}?x=1`).expect(500);
      expect(body).toMatchObject({ code: 'internal-error', requestId: expect.any(String) });
      expect(text).not.toMatch(/secret|TypeError|ECONNREFUSED|\.ts/);
      const logged = test.lines.find(({ requestId, err }) => err && requestId === body.requestId);
      const path = `/v1/things/${thing}`;
      expect(logged).toMatchObject({
        level: 50,
        path,
        msg: 'request failed',
        err: { stack: expect.any(String) },
      });
    },
  );
});

describe('every request', () => {
  it('has an id, taken from the client when valid', async () => {
    await test.request.get('/health/live').set('x-request-id', 'mine-1').expect('x-request-id', 'mine-1');
    const made = await test.request.get('/health/live').set('x-request-id', 'not valid');
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is logged once, with its id, status and duration, without its query', async () => {
    await test.request.get('/v1/things/a?search=my+doctor').set('x-request-id', 'logged-1');
    expect(test.lines.filter(({ requestId }) => requestId === 'logged-1')).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/v1/things/a',
        status: 200,
        ms: expect.any(Number),
        msg: 'request',
      }),
    ]);
  });

  it('is measured under its route pattern, never under its URL', async () => {
    await test.request.get('/v1/things/a');
    await test.request.get('/some/where/else');
    const text = await test.metrics.metrics();
    expect(text).toMatch(
      /http_request_duration_seconds_count\{service="test",method="GET",route="\/v1\/things\/:thingId",status="200"\}/,
    );
    expect(text).toMatch(/route="none",status="404"/);
    expect(text).not.toMatch('/some/where');
  });

  it('is answered under its path when its target is a whole URL', async () => {
    const get = (target: string, host = 'x') =>
      exchange(test.server.url, `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(await get('http://other.example/v1/things/a?x=1')).toMatch(/^HTTP\/1.1 200 [^]*"name":"a"/);
    expect(await get('HTTPS://other.example:8443/health/live')).toMatch(/^HTTP\/1.1 200 /);
    expect(await get('http://other.example')).toMatch(/^HTTP\/1.1 404 [^]*"instance":"\/"/);
    expect(await get('http://other.example?x=1')).toMatch(/^HTTP\/1.1 404 [^]*"instance":"\/"/);
    for (const target of [
      'ftp://other.example/v1/things/a',
      'http:///v1/things/a',
      'http://me@x/v1/things/a',
    ])
      expect(await get(target)).toMatch(/^HTTP\/1.1 400 [^]*"code":"malformed-request"/);
  });

  it('is answered with security headers and without X-Powered-By', async () => {
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
  it('describes the parameters, bodies, responses and problems of each endpoint', async () => {
    const { body } = await test.request.get('/openapi.json').expect(200);
    const get = body.paths['/v1/things/{thingId}'].get;
    expect(get.parameters).toEqual([
      expect.objectContaining({ in: 'path', name: 'thingId', required: true }),
    ]);
    expect(Object.keys(get.responses)).toEqual(['200', '400', '404', '412', '500']);
    expect(get.responses['404'].content).toHaveProperty('application/problem+json');
    const post = body.paths['/v1/things'].post;
    expect(post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['name'],
      additionalProperties: false,
    });
    expect(Object.keys(post.responses)).toEqual(['201', '400', '413', '415', '500']);
  });
});
