import { v7 as uuidv7 } from 'uuid';
import { ifMatch, startCatalog, type Catalog } from './catalog';

let catalog: Catalog;
const instructorId = uuidv7();

beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const post = (body: string | object) =>
  catalog.request.post('/v1/courses').set('content-type', 'application/json').send(body);

describe('the request body', () => {
  it.each([
    ['is not JSON', '{"title":', 400, 'malformed-json'],
    ['is not an object', '[]', 400, 'validation-failed'],
    ['is a bare string', '"x"', 400, 'malformed-json'],
    ['has half of a character', '{"title":"\\ud800"}', 400, 'malformed-json'],
    ['is too large', `{"title":"${'x'.repeat(600_000)}"}`, 413, 'payload-too-large'],
  ])('is rejected when it %s', async (_what, body, status, code) => {
    const answer = await post(body)
      .expect(status)
      .expect('content-type', /^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      status,
      code,
      type: `urn:courses:problem:${code}`,
      instance: '/v1/courses',
    });
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  });

  it.each([
    ['/instructorId', { instructorId: 'me' }],
    ['/title', { instructorId, title: 7 }],
    ['/title', { instructorId, title: 'x'.repeat(201) }],
    ['/title', { instructorId, title: '\u200b\u3164' }],
    ['/title', { instructorId, title: 'two\nlines' }],
    ['/description', { instructorId, description: 'a\u0000b' }],
    ['/level', { instructorId, level: 'expert' }],
    ['/capacity', { instructorId, capacity: 0 }],
    ['/capacity', { instructorId, capacity: 5_001 }],
    ['/capacity', { instructorId, capacity: 1.5 }],
    ['/capacity', { instructorId, capacity: '5' }],
    ['/tags', { instructorId, tags: ['a', 'a'] }],
    ['/tags/0', { instructorId, tags: ['With Space'] }],
    ['/tags', { instructorId, tags: { $ne: 'x' } }],
    ['/status', { instructorId, status: 'published' }],
    ['/version', { instructorId, version: 9 }],
    ['/outbox', { instructorId, outbox: [] }],
    ['/$where', { instructorId, $where: '1' }],
    ['/constructor', { instructorId, constructor: { prototype: {} } }],
    ['/a~1b', { instructorId, 'a/b': 1 }],
  ])('is rejected with a pointer to the invalid %s: %j', async (pointer, body) => {
    const answer = await post(body).expect(400);
    expect(answer.body.code).toBe('validation-failed');
    expect(answer.body.errors).toEqual([{ in: 'body', pointer, message: expect.any(String) }]);
  });

  it('is rejected when it contains __proto__, and pollutes no prototype', async () => {
    const answer = await post(`{"instructorId":"${instructorId}","__proto__":{"polluted":1}}`).expect(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer: '/__proto__' })]);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'is rejected when its content type is %s',
    async (type) => {
      const answer = await catalog.request
        .post('/v1/courses')
        .set('content-type', type)
        .send('x=1')
        .expect(415);
      expect(answer.body).toMatchObject({ code: 'unsupported-media-type' });
    },
  );

  it('is rejected when its charset or encoding is unsupported', async () => {
    const send = (name: string, value: string) =>
      catalog.request.post('/v1/courses').set('content-type', 'application/json').set(name, value).send('{}');
    await send('content-type', 'application/json; charset=iso-8859-1').expect(415);
    await send('content-encoding', 'snappy').expect(415);
  });
});

describe('a request', () => {
  it.each([
    ['/v1/courses/42', 400, 'validation-failed'],
    [`/v1/courses/${uuidv7()}`, 404, 'course-not-found'],
    ['/v1/courses/%E0%A4%A', 400, 'malformed-request'],
    ['/v1/nothing', 404, 'route-not-found'],
    ['/v1/courses?limit=0', 400, 'validation-failed'],
    ['/v1/courses?limit=101', 400, 'validation-failed'],
    ['/v1/courses?limit=0x10', 400, 'validation-failed'],
    ['/v1/courses?limit=1e1', 400, 'validation-failed'],
    ['/v1/courses?limit=ten', 400, 'validation-failed'],
    ['/v1/courses?limit=1&limit=2', 400, 'validation-failed'],
    ['/v1/courses?status=secret', 400, 'validation-failed'],
    ['/v1/courses?title[$ne]=x', 400, 'validation-failed'],
    ['/v1/courses?__proto__=x', 400, 'validation-failed'],
    ['/v1/courses?unknown=x', 400, 'validation-failed'],
  ])('to %s gets status %i and code %s', async (path, status, code) => {
    const answer = await catalog.request.get(path).expect(status);
    expect(answer.body).toMatchObject({ code, status });
    expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.ts|node_modules/);
  });

  it('with an unsupported method gets 405 and the supported methods in Allow', async () => {
    const answer = await catalog.request.delete('/v1/courses').expect(405);
    expect(answer.headers.allow).toBe('POST, GET, HEAD');
    await catalog.request.options('/v1/courses').expect(204).expect('allow', 'POST, GET, HEAD');
  });

  it('is rejected when its headers exceed 16 KiB', async () => {
    const answer = await catalog.request.get('/v1/courses').set('x-long', 'x'.repeat(20_000)).expect(431);
    expect(answer.body).toMatchObject({ code: 'headers-too-large' });
  });
});

describe('If-Match', () => {
  it('is required for every update', async () => {
    const course = await catalog.withLesson(await catalog.draft());
    const base = `/v1/courses/${course.id}`;
    const lesson = `${base}/lessons/${course.lessons[0]?.id}`;
    const answers = await Promise.all([
      catalog.request.patch(base).send({ title: 'x' }),
      catalog.request.post(`${base}/lessons`).send({ title: 'x', durationMinutes: 1, content: '' }),
      catalog.request.patch(lesson).send({ title: 'x' }),
      catalog.request.delete(lesson),
      catalog.request.put(`${base}/lesson-order`).send({ lessonIds: [] }),
    ]);
    for (const answer of answers)
      expect(answer.body).toMatchObject({ status: 428, code: 'precondition-required' });
    await catalog.request.get(`${base}/content`).expect(200, course);
  });

  it('rejects a stale version with 412 and changes nothing', async () => {
    const course = await catalog.withLesson(await catalog.draft());
    const answer = await catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set(ifMatch({ version: 1 }))
      .send({ title: 'Stale' })
      .expect(412);
    expect(answer.body).toMatchObject({ code: 'precondition-failed' });
    await catalog.request
      .post(`/v1/courses/${course.id}/publish`)
      .set(ifMatch({ version: 1 }))
      .expect(412);
    await catalog.request.get(`/v1/courses/${course.id}/content`).expect(200, course);
  });

  it.each(['2', 'w/"2"', '"2', '"2" "3"', 'nonsense'])('rejects what is not an ETag: %s', async (tag) => {
    const course = await catalog.draft();
    const change = catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set('if-match', tag)
      .send({ title: 'x' });
    expect((await change.expect(400)).body.errors).toEqual([
      expect.objectContaining({ in: 'header', pointer: '/if-match' }),
    ]);
  });

  it.each(['W/"1"', '"01"', '"1.0"', '"0x1"', ','])('matches no version as %s', async (tag) => {
    const course = await catalog.draft();
    const change = catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set('if-match', tag)
      .send({ title: 'x' });
    expect((await change.expect(412)).body).toMatchObject({ code: 'precondition-failed' });
  });

  it('lets exactly one of two concurrent changes succeed', async () => {
    const course = await catalog.draft();
    const change = (title: string) =>
      catalog.request.patch(`/v1/courses/${course.id}`).set(ifMatch(course)).send({ title });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(change));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('accepts a star and a list of versions', async () => {
    const course = await catalog.draft();
    const change = (tag: string) =>
      catalog.request.patch(`/v1/courses/${course.id}`).set('if-match', tag).send({ capacity: 7 });
    await change('*').expect(200);
    await change('"1", ,W/"3","2",').expect(200);
    await change('"1", "2"').expect(412);
  });
});

describe('Idempotency-Key', () => {
  const create = (key: string, body: object) =>
    catalog.request
      .post('/v1/courses')
      .set('idempotency-key', key)
      .send({ instructorId, ...body });

  it('creates one course for repeated and concurrent requests', async () => {
    const key = uuidv7();
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(key, { title: 'Once' }).expect(201)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const list = await catalog.request.get('/v1/courses').query({ instructorId, search: 'once' }).expect(200);
    expect(list.body.items).toHaveLength(1);
  });

  it('rejects a different request with the same key', async () => {
    const key = uuidv7();
    await create(key, { title: 'First' }).expect(201);
    const answer = await create(key, { title: 'Second' }).expect(422);
    expect(answer.body).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('belongs to one instructor', async () => {
    const key = uuidv7();
    const first = await create(key, {}).expect(201);
    const second = await create(key, { instructorId: uuidv7() }).expect(201);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('is rejected when it is empty, too long or contains spaces', async () => {
    for (const key of ['', ' ', 'a b', 'x'.repeat(201)]) await create(key, {}).expect(400);
  });
});
