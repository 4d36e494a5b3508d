import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { route } from '../src';
import { createThing, exchange, readThing } from './test-app';
import { startTracedApp } from './traced-app';

const read = route(readThing, async ({ params: { thingId } }) => {
  if (thingId === 'bug') throw new TypeError('a fault of the program');
  if (thingId === 'slow') await new Promise(() => undefined);
  return { body: { name: thingId } };
});
const create = route(createThing, ({ body }) => Promise.resolve({ body: { name: body.name } }));

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
const traceparent = `00-${traceId}-${spanId}-01`;

let test: Awaited<ReturnType<typeof startTracedApp>>;
beforeEach(async () => (test = await startTracedApp([read, create])));
afterEach(() => test.stop());

const onlySpan = () => {
  expect(test.spans()).toHaveLength(1);
  return test.spans()[0];
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}

describe('a request', () => {
  it('is a span with the name of its route, never of its URL', async () => {
    await test.request.get('/v1/things/a?secret=1').expect(200);
    expect(onlySpan()).toMatchObject({
      name: 'GET /v1/things/:thingId',
      kind: 'server',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'http.route': '/v1/things/:thingId',
        'url.path': '/v1/things/a',
        'url.scheme': 'http',
      },
    });
    expect(onlySpan()).not.toHaveProperty('error');
    expect(JSON.stringify(test.spans())).not.toMatch('secret');
  });

  it('to an unknown path is a span with the name of its method', async () => {
    await test.request.get('/some/where').expect(404);
    expect(onlySpan()?.name).toBe('GET');
    expect(onlySpan()?.attributes).not.toHaveProperty('http.route');
  });

  it.each(['PURGE', 'M-SEARCH'])(
    'by a method beyond the conventions (%s) is not named by it',
    async (method) => {
      await exchange(
        test.server.url,
        `${method} /v1/things/a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      );
      expect(onlySpan()).toMatchObject({
        name: 'HTTP /v1/things/:thingId',
        attributes: { 'http.request.method': '_OTHER', 'http.request.method_original': method },
      });
    },
  );

  it.each(['lovelace@example.org', 'lovelace%40example.org'])('shows no %s', async (address) => {
    await test.request.get(`/v1/accounts/${address}/roles`).expect(404);
    expect(onlySpan()?.attributes['url.path']).toBe('/v1/accounts/[redacted]/roles');
  });

  it.each([
    ['http://x/v1/things/a', ['/v1/things/a']],
    ['http://x/health/live', []],
    ['http://user:pass@x/v1/things/a', []],
  ])('for %s is traced as its path is', async (target, paths) => {
    await exchange(test.server.url, `GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(test.spans().map(({ attributes }) => attributes['url.path'])).toEqual(paths);
  });

  it('that is refused is no error of the server', async () => {
    await test.request.post('/v1/things').send({ name: '' }).expect(400);
    expect(onlySpan()?.attributes['http.response.status_code']).toBe(400);
    expect(onlySpan()).not.toHaveProperty('error');
  });

  it('that fails is an error', async () => {
    await test.request.get('/v1/things/bug').expect(500);
    expect(onlySpan()).toMatchObject({ error: '500', attributes: { 'http.response.status_code': 500 } });
  });

  it('that its caller gives up is an error without a status', async () => {
    const socket = connect(Number(new URL(test.server.url).port), '127.0.0.1');
    socket.write('GET /v1/things/slow HTTP/1.1\r\nhost: x\r\n\r\n');
    await pause(50);
    socket.destroy();
    await until(() => test.spans().length === 1);
    expect(onlySpan()).toMatchObject({ name: 'GET /v1/things/:thingId', error: 'aborted' });
    expect(onlySpan()?.attributes).not.toHaveProperty('http.response.status_code');
  });

  it('to a health check has no span', async () => {
    await test.request.get('/health/live').expect(200);
    expect(test.spans()).toEqual([]);
  });
});

describe('the trace of a request', () => {
  it('is named by its log lines and problem documents, also of a fault', async () => {
    for (const [thing, status] of [
      ['toolong', 400],
      ['bug', 500],
    ] as const) {
      const { body } = await test.request
        .get(`/v1/things/${thing}`)
        .set({ traceparent, 'x-request-id': thing })
        .expect(status);
      expect(body).toMatchObject({ traceId, requestId: thing });
      const lines = test.lines.filter(({ requestId }) => requestId === thing);
      expect(lines.map(({ msg }) => msg)).toContain('request');
      expect(lines.map((line) => line.traceId)).toEqual(lines.map(() => traceId));
    }
    await test.request.get('/v1/things/a');
    expect(new Set(test.lines.map((line) => line.traceId)).size).toBe(2);
  });

  it('is an exemplar of its duration', async () => {
    await test.request.get('/v1/things/a').set({ traceparent });
    const samples = (await test.metrics.metrics()).split('\n');
    expect(samples.filter((line) => line.includes('# {'))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^http_request_duration_seconds_bucket\\{.*route="/v1/things/:thingId".*\\} 1 # \\{trace_id="${traceId}",span_id="${onlySpan()?.spanId}"\\} `,
        ),
      ),
    ]);
  });

  it('is no exemplar when it is not sampled', async () => {
    await test.request.get('/v1/things/a').set({ traceparent: `00-${traceId}-${spanId}-00` });
    expect(test.spans()).toEqual([]);
    const metrics = await test.metrics.metrics();
    expect(metrics).toMatch('route="/v1/things/:thingId"');
    expect(metrics).not.toMatch('# {');
  });

  it('goes on from its caller', async () => {
    await test.request.get('/v1/things/a').set({ traceparent });
    expect(test.traces()).toMatchObject([{ traceId }]);
    expect(onlySpan()).toMatchObject({ parentId: spanId, links: [] });
  });
});

it('has no spans at a sampling ratio of 0, but ids for the log', async () => {
  process.env.OTEL_TRACES_SAMPLER = 'parentbased_traceidratio';
  process.env.OTEL_TRACES_SAMPLER_ARG = '0';
  const unsampled = await startTracedApp([read]);
  delete process.env.OTEL_TRACES_SAMPLER;
  delete process.env.OTEL_TRACES_SAMPLER_ARG;
  const { body } = await unsampled.request.get('/v1/things/toolong').expect(400);
  expect(body.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(unsampled.spans()).toEqual([]);
  await unsampled.stop();
});
