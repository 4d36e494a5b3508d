import { once } from 'node:events';
import { request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ask } from './ask';
import { startClient, startUpstream, type Running } from './start-client';

const running: Running[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.stop();
});

/** The client in front of one service that plays both. */
async function behind(listener: RequestListener, upstreamTimeoutMs?: number): Promise<string> {
  const upstream = await startUpstream(listener);
  const client = await startClient({
    coursesUrl: upstream.url,
    enrollmentsUrl: upstream.url,
    ...(upstreamTimeoutMs ? { upstreamTimeoutMs } : {}),
  });
  running.push(upstream, client);
  return client.url;
}

const echo: RequestListener = (req, res) => {
  text(req).then(
    (body) =>
      res
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ method: req.method, url: req.url, headers: req.headers, body })),
    () => res.destroy(),
  );
};

describe('what is passed on', () => {
  it('is the path without /api with its query, to the service of the path', async () => {
    const courses = await startUpstream((_req, res) => res.end('courses'));
    const seen: unknown[] = [];
    const enrollments = await startUpstream((req, res) => {
      seen.push(req.url);
      res.end('enrollments');
    });
    const client = await startClient({ coursesUrl: courses.url, enrollmentsUrl: `${enrollments.url}/base/` });
    running.push(courses, enrollments, client);
    expect((await ask(client.url, '/api/v1/courses?tag=c%23&x=%2e%2e')).body).toBe('courses');
    expect((await ask(client.url, '/api/v1/rosters/1/enrollments?limit=2')).body).toBe('enrollments');
    expect(seen).toEqual(['/base/v1/rosters/1/enrollments?limit=2']);
  });

  it('is any method with its body and headers, and the request id', async () => {
    const url = await behind(echo);
    const reply = await ask(url, '/api/v1/courses/1', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '"3"', 'x-request-id': 'mine-1' },
      body: '{"title":"New"}',
    });
    expect(reply.json()).toMatchObject({
      method: 'PATCH',
      url: '/v1/courses/1',
      body: '{"title":"New"}',
      headers: { 'content-type': 'application/json', 'if-match': '"3"', 'x-request-id': 'mine-1' },
    });
    expect(reply.headers['x-request-id']).toBe('mine-1');
  });

  it('has a request id even when the caller gave none', async () => {
    const url = await behind(echo);
    const reply = await ask(url, '/api/v1/courses');
    expect((reply.json().headers as Record<string, string>)['x-request-id']).toBe(
      reply.headers['x-request-id'],
    );
  });

  it('lacks the headers of the connection, in both directions', async () => {
    const url = await behind((req, res) => {
      res.setHeader('connection', 'x-inner');
      res.setHeader('x-inner', '1');
      res.setHeader('keep-alive', 'timeout=77');
      echo(req, res);
    });
    const reply = await ask(url, '/api/v1/courses', {
      headers: {
        connection: 'close, X-Private',
        'x-private': '1',
        'proxy-authorization': 'Basic x',
        te: 'trailers',
        host: 'elsewhere.example',
      },
    });
    const { headers } = reply.json() as { headers: Record<string, string> };
    for (const name of ['x-private', 'proxy-authorization', 'te', 'upgrade'])
      expect(headers).not.toHaveProperty(name);
    expect(headers.host).toMatch(/^127\.0\.0\.1:/);
    expect(reply.headers).not.toHaveProperty('x-inner');
    expect(reply.headers['keep-alive']).not.toBe('timeout=77');
  });

  it('keeps its length even when the caller calls the length a header of the connection', async () => {
    const requests: (string | undefined)[] = [];
    const url = await behind((req, res) => {
      requests.push(req.url);
      echo(req, res);
    });
    const hidden = 'GET /v1/courses/hidden HTTP/1.1\r\nhost: x\r\n\r\n';
    const reply = await ask(url, '/api/v1/courses', {
      headers: { connection: 'close, content-length', 'content-length': hidden.length },
      body: hidden,
    });
    expect(reply.json()).toMatchObject({ body: hidden });
    expect(requests).toEqual(['/v1/courses']);
  });
});

describe('what comes back', () => {
  it.each([201, 204, 304, 404, 409, 500, 503])('is the status %d as it is', async (status) => {
    const url = await behind((_req, res) => res.writeHead(status, { etag: '"7"', 'x-own': 'yes' }).end());
    const reply = await ask(url, '/api/v1/courses/1', { method: 'GET' });
    expect([reply.status, reply.headers.etag, reply.headers['x-own']]).toEqual([status, '"7"', 'yes']);
  });

  it('names new things by the path that the caller knows', async () => {
    const url = await behind((_req, res) => res.writeHead(201, { location: '/v1/courses/9' }).end());
    const reply = await ask(url, '/api/v1/courses', { method: 'POST' });
    expect(reply.headers.location).toBe('/api/v1/courses/9');
  });

  it('arrives piece by piece, as the service sends it', async () => {
    let answer: ServerResponse | undefined;
    const url = await behind((_req, res) => {
      answer = res;
      res.write('first');
    });
    const outgoing = request(`${url}/api/v1/courses`, { agent: false }).end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const [piece] = (await once(incoming, 'data')) as [Buffer];
    expect(piece.toString()).toBe('first');
    answer?.end('last');
    expect(await text(incoming)).toBe('last');
  });
});

describe('bodies', () => {
  it('are sent on piece by piece, also without a length', async () => {
    const arrived: string[] = [];
    const received = deferred();
    const url = await behind((req, res) => {
      req.once('data', (piece: Buffer) => {
        arrived.push(piece.toString());
        received.resolve();
      });
      req.on('end', () => res.end(JSON.stringify(req.headers)));
    });
    const outgoing = request(`${url}/api/v1/courses`, { method: 'POST', agent: false });
    outgoing.write('first');
    await received.promise;
    expect(arrived).toEqual(['first']);
    outgoing.end('last');
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(JSON.parse(await text(incoming))).toMatchObject({ 'transfer-encoding': 'chunked' });
  });

  it('of 1 MiB are passed on', async () => {
    const url = await behind((req, res) => void text(req).then((body) => res.end(String(body.length))));
    const reply = await ask(url, '/api/v1/courses', { method: 'POST', body: 'x'.repeat(1_048_576) });
    expect(reply.body).toBe('1048576');
  });

  it.each([
    ['said to be', { 'content-length': String(1_048_577) }],
    ['found to be', { 'transfer-encoding': 'chunked' }],
  ])('%s larger are refused with 413', async (_how, headers) => {
    const url = await behind(echo);
    const reply = await ask(url, '/api/v1/courses', { method: 'POST', headers, body: 'x'.repeat(1_048_577) });
    expect(reply.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
  });
});

describe('paths that are not passed on', () => {
  it.each([
    '/api',
    '/api/v1',
    '/api/v1/coursesX',
    '/api/v1/users',
    '/api/metrics',
    '/api/v1/courses/../../metrics',
    '/api/v1/courses/..%2f..%2fmetrics',
    '/api/v1/courses/%2e%2e/%2e%2e/metrics',
    '/api/v1/courses/..;/metrics',
    '/api/v1/courses/..\\..\\metrics',
    '/api/v1/courses//evil.example/x',
    '/api/v1/courses/1%00',
    '/api/v1/courses%2f..%2f..%2fmetrics',
    '//api/v1/courses',
    'http://evil.example/api/v1/courses',
  ])('%s is a 404 here', async (path) => {
    let asked = false;
    const url = await behind((_req, res) => {
      asked = true;
      res.end();
    });
    const reply = await ask(url, path);
    expect([reply.status, asked]).toEqual([404, false]);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('a broken escape is a 400', async () => {
    const url = await behind(echo);
    expect((await ask(url, '/api/v1/courses/%zz')).json()).toMatchObject({ code: 'malformed-request' });
  });
});

describe('a service that is away', () => {
  it('is a 502 when it refuses the connection', async () => {
    const client = await startClient();
    running.push(client);
    const reply = await ask(client.url, '/api/v1/courses', { method: 'POST', body: '{}' });
    expect(reply.json()).toMatchObject({
      status: 502,
      code: 'upstream-unavailable',
      instance: '/api/v1/courses',
      requestId: reply.headers['x-request-id'],
    });
    expect(reply.body).not.toContain('127.0.0.1');
  });

  it('is a 502 when it closes the connection without an answer', async () => {
    const url = await behind((req) => req.socket.destroy());
    expect((await ask(url, '/api/v1/courses')).json()).toMatchObject({ code: 'upstream-unavailable' });
  });

  it('is a 504 when it is silent for too long', async () => {
    const url = await behind(() => {}, 50);
    expect((await ask(url, '/api/v1/courses')).json()).toMatchObject({
      status: 504,
      code: 'upstream-timeout',
    });
  });

  it('breaks the answer off when it falls silent or dies in the middle of it', async () => {
    const silent = await behind((_req, res) => void res.write('{"items":['), 50);
    await expect(ask(silent, '/api/v1/courses')).rejects.toThrow('aborted');
    const dying = await behind((_req, res) => void res.write('{"items":[', () => res.destroy()));
    await expect(ask(dying, '/api/v1/courses')).rejects.toThrow('aborted');
  });

  it('does not stop the next request', async () => {
    let requests = 0;
    const url = await behind((req, res) => {
      requests += 1;
      if (requests === 1) req.socket.destroy();
      else res.end('well again');
    });
    await ask(url, '/api/v1/courses');
    expect((await ask(url, '/api/v1/courses')).body).toBe('well again');
  });
});

describe('a kept connection that the service closes as it is used again', () => {
  it.each([
    ['GET', 200, 3],
    ['POST', 502, 2],
  ])('%s is answered with %d', async (method, status, expectedRequests) => {
    let requests = 0;
    const url = await behind((req, res) => {
      requests += 1;
      if (requests === 2) req.socket.resetAndDestroy();
      else res.end('answered');
    });
    expect((await ask(url, '/api/v1/courses')).status).toBe(200);
    expect((await ask(url, '/api/v1/courses', { method })).status).toBe(status);
    expect(requests).toBe(expectedRequests);
  });
});

it('a caller who goes away takes the request to the service along', async () => {
  const arrived = deferred();
  const gone = deferred();
  const url = await behind((req) => {
    req.on('close', gone.resolve);
    arrived.resolve();
  });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write('GET /api/v1/courses HTTP/1.1\r\nhost: x\r\n\r\n');
  await arrived.promise;
  socket.destroy();
  await gone.promise;
});

function deferred() {
  let resolve: (value?: unknown) => void = () => {};
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
