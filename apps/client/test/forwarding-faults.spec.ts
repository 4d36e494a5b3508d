import { connect } from 'node:net';
import { waitFor } from '@courses/testing';
import { ask } from './send-request';
import { behindClient, deferred, echo, stopAll, stopLater } from './client-fixture';
import { startClient } from './start-client';

afterEach(stopAll);

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
    const url = await behindClient((_req, res) => {
      asked = true;
      res.end();
    });
    const reply = await ask(url, path);
    expect([reply.status, asked]).toEqual([404, false]);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('a broken escape is a 400', async () => {
    const url = await behindClient(echo);
    expect((await ask(url, '/api/v1/courses/%zz')).json()).toMatchObject({ code: 'malformed-request' });
  });
});

describe('a service that is away', () => {
  it('is a 502 when it refuses the connection', async () => {
    const client = await startClient();
    stopLater(client);
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
    const url = await behindClient((req) => req.socket.destroy());
    expect((await ask(url, '/api/v1/courses')).json()).toMatchObject({ code: 'upstream-unavailable' });
  });

  it.each(['closes', 'keeps'])(
    'lets the caller go on when it answers before the body is there and %s its connection',
    async (what) => {
      const url = await behindClient((req, res) => {
        if (req.method === 'GET') return void res.end();
        req.pause();
        const answered = () => what === 'closes' && req.socket.destroy();
        res.writeHead(401, { 'content-length': 0 }).end(answered);
      });
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('error', () => undefined);
      socket.write('POST /api/v1/courses HTTP/1.1\r\nhost: x\r\ncontent-length: 900000\r\n\r\n');
      socket.write('x'.repeat(450_000));
      // A connection that is reset may lose the answer that was on it.
      await waitFor('the first answer', () => /HTTP\/1.1 (401|502)/.test(text));
      socket.write('x'.repeat(450_000));
      socket.write('GET /api/v1/courses HTTP/1.1\r\nhost: x\r\n\r\n');
      await waitFor('the second answer', () => text.includes('HTTP/1.1 200'), 10_000);
      socket.destroy();
    },
  );

  it.each([
    'HTTP/1.1 000 x\r\ncontent-length: 0\r\n\r\n',
    'HTTP/1.1 099 x\r\ncontent-length: 0\r\n\r\n',
    'HTTP/1.1 999 x\r\ncontent-length: 0\r\n\r\n',
    'HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
    'HTTP/1.1 200 x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    'HTTP/1.1 200 x\r\nx\u0000: y\r\n\r\n',
    `HTTP/1.1 200 x\r\nx: ${'y'.repeat(2_000_000)}\r\n\r\n`,
    'nonsense',
  ])('is a 502 when what it answers is no answer: %.40j', async (bytes) => {
    const url = await behindClient((req) => req.socket.end(bytes));
    expect((await ask(url, '/api/v1/courses')).json()).toMatchObject({ code: 'upstream-unavailable' });
    expect((await ask(url, '/health/live')).status).toBe(200);
  });

  it('is a 504 when it is silent for too long', async () => {
    const url = await behindClient(() => {}, 50);
    expect((await ask(url, '/api/v1/courses')).json()).toMatchObject({
      status: 504,
      code: 'upstream-timeout',
    });
  });

  it('breaks the answer off when it falls silent or dies in the middle of it', async () => {
    const silent = await behindClient((_req, res) => void res.write('{"items":['), 1_000);
    await expect(ask(silent, '/api/v1/courses')).rejects.toThrow('aborted');
    const dying = await behindClient((_req, res) => void res.write('{"items":[', () => res.destroy()));
    await expect(ask(dying, '/api/v1/courses')).rejects.toThrow('aborted');
  });

  it('does not stop the next request', async () => {
    let requests = 0;
    const url = await behindClient((req, res) => {
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
    const url = await behindClient((req, res) => {
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
  const url = await behindClient((req) => {
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
