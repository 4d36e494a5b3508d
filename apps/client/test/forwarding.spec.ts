import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { sendRequest } from './send-request';
import { startClientWithUpstream, echo, stopAll, stopLater } from './client-fixture';
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

  it('is found without regard to case and to a slash at the end, like the paths of the services', async () => {
    const url = await startClientWithUpstream(echo);
    const paths = ['/API/V1/Courses', '/api/v1/courses/', '/api/v1/courses/A?x=/../', '/api/v1/courses/?'];
    const seen = [];
    for (const path of paths) seen.push((await sendRequest(url, path)).json().url);
    expect(seen).toEqual(['/V1/Courses', '/v1/courses/', '/v1/courses/A?x=/../', '/v1/courses/?']);
  });

  it('keeps characters of headers that are not ASCII, in both directions', async () => {
    const url = await startClientWithUpstream((req, res) => {
      res.setHeader('x-name', String(req.headers['x-name'])).end();
    });
    const reply = await sendRequest(url, '/api/v1/courses', { headers: { 'x-name': 'caf\u00e9' } });
    expect([reply.status, reply.headers['x-name']]).toEqual([200, 'caf\u00e9']);
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

  it('has headers of its own only where the service sends none', async () => {
    const url = await startClientWithUpstream((_req, res) =>
      res.writeHead(200, { 'cache-control': 'public, max-age=60', 'x-request-id': 'theirs' }).end(),
    );
    const { headers } = await sendRequest(url, '/api/v1/courses', { headers: { 'x-request-id': 'mine' } });
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      'x-request-id': 'theirs',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('keeps all values of a header that is sent several times, but for cookies', async () => {
    const url = await startClientWithUpstream((_req, res) => {
      res.setHeader('link', ['<a>; rel=next', '<b>; rel=last']);
      res.setHeader('set-cookie', ['a=1', 'b=2']).end();
    });
    const { headers } = await sendRequest(url, '/api/v1/courses');
    expect([headers.link, headers['set-cookie']]).toEqual(['<a>; rel=next, <b>; rel=last', undefined]);
  });

  it.each([
    ['gzip', 'gzip'],
    [undefined, undefined],
  ])('is sent with the encoding that the caller accepts: %s', async (accepted, encoding) => {
    const text = JSON.stringify({ text: 'x'.repeat(2_000) });
    const url = await startClientWithUpstream((_req, res) =>
      res.setHeader('content-type', 'application/json').setHeader('etag', '"3"').end(text),
    );
    const reply = await sendRequest(url, '/api/v1/courses', {
      headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
    });
    expect([reply.body, reply.headers['content-encoding'], reply.headers.etag]).toEqual([
      text,
      encoding,
      '"3"',
    ]);
  });

  it('to HEAD has the headers alone, and the next request its own response', async () => {
    const url = await startClientWithUpstream((req, res) =>
      res.writeHead(200, { 'content-length': 5, 'x-method': req.method }).end('hello'),
    );
    for (const method of ['HEAD', 'GET', 'HEAD']) {
      const { headers, body } = await sendRequest(url, '/api/v1/courses', { method });
      expect([headers['x-method'], headers['content-length'], body]).toEqual([
        method,
        '5',
        method === 'HEAD' ? '' : 'hello',
      ]);
    }
  });

  it.each([3, 300_000])('of %d bytes arrives whole at a caller who reads slowly', async (size) => {
    const url = await startClientWithUpstream((_req, res) => res.end('x'.repeat(size)));
    const outgoing = request(`${url}/api/v1/courses`, { agent: false }).end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    let got = 0;
    for await (const chunk of incoming) {
      got += (chunk as Buffer).length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(got).toBe(size);
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
