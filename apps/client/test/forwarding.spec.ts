import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { ask } from './send-request';
import { behindClient, deferred, echo, stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';

afterEach(stopAll);

describe('what is passed on', () => {
  it('is the path without /api with its query, to the service of the path', async () => {
    const courses = await startUpstream((_req, res) => res.end('courses'));
    const seen: unknown[] = [];
    const enrollments = await startUpstream((req, res) => {
      seen.push(req.url);
      res.end('enrollments');
    });
    const client = await startClient({ coursesUrl: courses.url, enrollmentsUrl: `${enrollments.url}/base/` });
    stopLater(courses, enrollments, client);
    expect((await ask(client.url, '/api/v1/courses?tag=c%23&x=%2e%2e')).body).toBe('courses');
    expect((await ask(client.url, '/api/v1/rosters/1/enrollments?limit=2')).body).toBe('enrollments');
    expect(seen).toEqual(['/base/v1/rosters/1/enrollments?limit=2']);
  });

  it('is any method with its body and headers, and the request id', async () => {
    const url = await behindClient(echo);
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
    const url = await behindClient(echo);
    const reply = await ask(url, '/api/v1/courses');
    expect((reply.json().headers as Record<string, string>)['x-request-id']).toBe(
      reply.headers['x-request-id'],
    );
  });

  it('lacks the headers of the connection, in both directions', async () => {
    const url = await behindClient((req, res) => {
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
    const url = await behindClient((req, res) => {
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
    const url = await behindClient((_req, res) =>
      res.writeHead(status, { etag: '"7"', 'x-own': 'yes' }).end(),
    );
    const reply = await ask(url, '/api/v1/courses/1', { method: 'GET' });
    expect([reply.status, reply.headers.etag, reply.headers['x-own']]).toEqual([status, '"7"', 'yes']);
  });

  it('names new things by the path that the caller knows', async () => {
    const url = await behindClient((_req, res) => res.writeHead(201, { location: '/v1/courses/9' }).end());
    const reply = await ask(url, '/api/v1/courses', { method: 'POST' });
    expect(reply.headers.location).toBe('/api/v1/courses/9');
  });

  it('arrives piece by piece, as the service sends it', async () => {
    let answer: ServerResponse | undefined;
    const url = await behindClient((_req, res) => {
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
    const url = await behindClient((req, res) => {
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
    const url = await behindClient((req, res) => void text(req).then((body) => res.end(String(body.length))));
    const reply = await ask(url, '/api/v1/courses', { method: 'POST', body: 'x'.repeat(1_048_576) });
    expect(reply.body).toBe('1048576');
  });

  it.each([
    ['said to be', { 'content-length': String(1_048_577) }],
    ['found to be', { 'transfer-encoding': 'chunked' }],
  ])('%s larger are refused with 413', async (_how, headers) => {
    const url = await behindClient(echo);
    const reply = await ask(url, '/api/v1/courses', { method: 'POST', headers, body: 'x'.repeat(1_048_577) });
    expect(reply.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
  });
});
