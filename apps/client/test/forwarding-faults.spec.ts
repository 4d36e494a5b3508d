import { connect } from 'node:net';
import { waitFor } from '@courses/testing';
import { sendRequest } from './send-request';
import { startClientWithUpstream, deferred, echo, stopAll, stopLater } from './client-fixture';
import { startClient } from './start-client';

afterEach(stopAll);

describe('paths that are not forwarded', () => {
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
    'http://evil.example/api/v1/courses/../../metrics',
    'http://evil.example/metrics',
    'http://evil.example//api/v1/courses',
  ])('answers %s with 404 without forwarding it', async (path) => {
    let asked = false;
    const url = await startClientWithUpstream((_req, res) => {
      asked = true;
      res.end();
    });
    const reply = await sendRequest(url, path);
    expect([reply.status, asked]).toEqual([404, false]);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it.each([
    'http://evil.example/api/v1/courses?level=beginner',
    'HTTPS://evil.example:81/api/v1/courses?level=beginner',
  ])('reads the absolute-form target %s as its path and asks the configured service', async (target) => {
    const url = await startClientWithUpstream(echo);
    const reply = await sendRequest(url, target);
    const { host } = reply.json().headers as Record<string, string>;
    expect([reply.status, reply.json().url]).toEqual([200, '/v1/courses?level=beginner']);
    expect(host).toMatch(/^127\.0\.0\.1:/);
  });

  it('answers a malformed escape with 400', async () => {
    const url = await startClientWithUpstream(echo);
    expect((await sendRequest(url, '/api/v1/courses/%zz')).json()).toMatchObject({
      code: 'malformed-request',
    });
  });
});

describe('a failing service', () => {
  it('answers 502 when the service refuses the connection', async () => {
    const client = await startClient();
    stopLater(client);
    const reply = await sendRequest(client.url, '/api/v1/courses', { method: 'POST', body: '{}' });
    expect(reply.json()).toMatchObject({
      status: 502,
      code: 'upstream-unavailable',
      instance: '/api/v1/courses',
      requestId: reply.headers['x-request-id'],
    });
    expect(reply.body).not.toContain('127.0.0.1');
  });

  it('answers 502 when the service closes the connection without a response', async () => {
    const url = await startClientWithUpstream((req) => req.socket.destroy());
    expect((await sendRequest(url, '/api/v1/courses')).json()).toMatchObject({
      code: 'upstream-unavailable',
    });
  });

  it.each(['closes', 'keeps'])(
    'keeps the connection of the caller usable when the service responds before the body and %s its own',
    async (what) => {
      const url = await startClientWithUpstream((req, res) => {
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
  ])('answers 502 to a malformed response: %.40j', async (bytes) => {
    const url = await startClientWithUpstream((req) => req.socket.end(bytes));
    expect((await sendRequest(url, '/api/v1/courses')).json()).toMatchObject({
      code: 'upstream-unavailable',
    });
    expect((await sendRequest(url, '/health/live')).status).toBe(200);
  });

  it.each(['GET', 'POST'])(
    'answers %s with 503 when the service does not respond in time',
    async (method) => {
      const url = await startClientWithUpstream(() => {}, 50);
      const body = method === 'POST' ? 'x'.repeat(900_000) : undefined;
      const reply = await sendRequest(url, '/api/v1/courses', { method, ...(body && { body }) });
      expect(reply.json()).toMatchObject({ status: 503, code: 'not-ready' });
      expect(reply.headers['retry-after']).toBe('2');
    },
  );

  it('answers 503 when the service sends informational responses only', async () => {
    const url = await startClientWithUpstream((_req, res) => {
      const timer = setInterval(() => res.writeProcessing(), 20);
      res.on('close', () => clearInterval(timer));
    }, 500);
    expect((await sendRequest(url, '/api/v1/courses')).json()).toMatchObject({ code: 'not-ready' });
  });

  it('gives the service its time from the end of the body, however long the caller pauses before', async () => {
    const url = await startClientWithUpstream(echo, 900);
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    const answered = new Promise((resolve) => socket.once('data', resolve));
    socket.write('POST /api/v1/courses HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\n');
    for (const letter of 'slow') {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      socket.write(letter);
    }
    expect(String(await answered)).toContain('HTTP/1.1 200');
    socket.destroy();
  });

  it('aborts the response when the service stalls or dies in the middle of it', async () => {
    const silent = await startClientWithUpstream((_req, res) => void res.write('{"items":['), 1_000);
    await expect(sendRequest(silent, '/api/v1/courses')).rejects.toThrow('aborted');
    const dying = await startClientWithUpstream(
      (_req, res) => void res.write('{"items":[', () => res.destroy()),
    );
    await expect(sendRequest(dying, '/api/v1/courses')).rejects.toThrow('aborted');
  });

  it('forwards the next request after a failure', async () => {
    let requests = 0;
    const url = await startClientWithUpstream((req, res) => {
      requests += 1;
      if (requests === 1) req.socket.destroy();
      else res.end('well again');
    });
    await sendRequest(url, '/api/v1/courses');
    expect((await sendRequest(url, '/api/v1/courses')).body).toBe('well again');
  });
});

describe('a keep-alive connection that the service closes while it is reused', () => {
  it.each([
    ['GET', 200, 3],
    ['POST', 502, 2],
  ])('answers %s with %d', async (method, status, expectedRequests) => {
    let requests = 0;
    const url = await startClientWithUpstream((req, res) => {
      requests += 1;
      if (requests === 2) req.socket.resetAndDestroy();
      else res.end('answered');
    });
    expect((await sendRequest(url, '/api/v1/courses')).status).toBe(200);
    expect((await sendRequest(url, '/api/v1/courses', { method })).status).toBe(status);
    expect(requests).toBe(expectedRequests);
  });
});

it('aborts the request to the service when the caller disconnects', async () => {
  const arrived = deferred();
  const gone = deferred();
  const url = await startClientWithUpstream((req) => {
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
