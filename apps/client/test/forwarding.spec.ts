import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { sendRequest } from './send-request';
import { startClientWithUpstream, deferred, echo, stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';

afterEach(stopAll);

describe('a forwarded request', () => {
  it('goes to the service of its path, without /api and with its query', async () => {
    const courses = await startUpstream((_req, res) => res.end('courses'));
    const seen: unknown[] = [];
    const enrollments = await startUpstream((req, res) => {
      seen.push(req.url);
      res.end('enrollments');
    });
    const client = await startClient({ coursesUrl: courses.url, enrollmentsUrl: `${enrollments.url}/base/` });
    stopLater(courses, enrollments, client);
    expect((await sendRequest(client.url, '/api/v1/courses?tag=c%23&x=%2e%2e')).body).toBe('courses');
    expect((await sendRequest(client.url, '/api/v1/rosters/1/enrollments?limit=2')).body).toBe('enrollments');
    expect(seen).toEqual(['/base/v1/rosters/1/enrollments?limit=2']);
  });

  it('keeps method, body, headers and request id', async () => {
    const url = await startClientWithUpstream(echo);
    const reply = await sendRequest(url, '/api/v1/courses/1', {
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

  it('gets a request id when the caller sent none', async () => {
    const url = await startClientWithUpstream(echo);
    const reply = await sendRequest(url, '/api/v1/courses');
    expect((reply.json().headers as Record<string, string>)['x-request-id']).toBe(
      reply.headers['x-request-id'],
    );
  });

  it('drops hop-by-hop headers in both directions', async () => {
    const url = await startClientWithUpstream((req, res) => {
      res.setHeader('connection', 'x-inner');
      res.setHeader('x-inner', '1');
      res.setHeader('keep-alive', 'timeout=77');
      echo(req, res);
    });
    const reply = await sendRequest(url, '/api/v1/courses', {
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

  it('keeps content-length even when the caller names it in Connection', async () => {
    const requests: (string | undefined)[] = [];
    const url = await startClientWithUpstream((req, res) => {
      requests.push(req.url);
      echo(req, res);
    });
    const hidden = 'GET /v1/courses/hidden HTTP/1.1\r\nhost: x\r\n\r\n';
    const reply = await sendRequest(url, '/api/v1/courses', {
      headers: { connection: 'close, content-length', 'content-length': hidden.length },
      body: hidden,
    });
    expect(reply.json()).toMatchObject({ body: hidden });
    expect(requests).toEqual(['/v1/courses']);
  });
});

describe('a forwarded response', () => {
  it.each([201, 204, 304, 404, 409, 500, 503])('keeps the status %d', async (status) => {
    const url = await startClientWithUpstream((_req, res) =>
      res.writeHead(status, { etag: '"7"', 'x-own': 'yes' }).end(),
    );
    const reply = await sendRequest(url, '/api/v1/courses/1', { method: 'GET' });
    expect([reply.status, reply.headers.etag, reply.headers['x-own']]).toEqual([status, '"7"', 'yes']);
  });

  it('closes the connection of a caller whose body a service has not got in time', async () => {
    const url = await startClientWithUpstream((_req, res) => res.writeHead(408).end());
    const agent = new Agent({ keepAlive: true });
    const reply = await sendRequest(url, '/api/v1/courses', { method: 'POST', body: '{}', agent });
    expect([reply.status, reply.headers.connection]).toEqual([408, 'close']);
    agent.destroy();
  });

  it('rewrites Location to the path under /api', async () => {
    const url = await startClientWithUpstream((_req, res) =>
      res.writeHead(201, { location: '/v1/courses/9' }).end(),
    );
    const reply = await sendRequest(url, '/api/v1/courses', { method: 'POST' });
    expect(reply.headers.location).toBe('/api/v1/courses/9');
  });

  it('streams chunks as the service sends them', async () => {
    let answer: ServerResponse | undefined;
    const url = await startClientWithUpstream((_req, res) => {
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

describe('a request body', () => {
  it('streams in chunks, also without a length', async () => {
    const arrived: string[] = [];
    const received = deferred();
    const url = await startClientWithUpstream((req, res) => {
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

  it('is forwarded up to 1 MiB', async () => {
    const url = await startClientWithUpstream(
      (req, res) => void text(req).then((body) => res.end(String(body.length))),
    );
    const reply = await sendRequest(url, '/api/v1/courses', { method: 'POST', body: 'x'.repeat(1_048_576) });
    expect(reply.body).toBe('1048576');
  });

  it.each([
    ['declared', { 'content-length': String(1_048_577) }],
    ['sent', { 'transfer-encoding': 'chunked' }],
  ])('gets 413 when it is %s larger', async (_how, headers) => {
    const url = await startClientWithUpstream(echo);
    const reply = await sendRequest(url, '/api/v1/courses', {
      method: 'POST',
      headers,
      body: 'x'.repeat(1_048_577),
    });
    expect(reply.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
  });
});
