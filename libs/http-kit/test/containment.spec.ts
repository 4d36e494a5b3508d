import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { route } from '../src';
import { readThing, startTestApp } from './test-app';

const fault = () => {
  throw new TypeError('secret detail of the program');
};

let pendingRequests = 0;

/** Faulty middlewares by request path. */
const mistakes: Record<string, RequestHandler> = {
  '/data': (req) => void req.on('data', fault),
  '/end': (req) => void req.resume().on('end', fault),
  '/finish': (_req, res) => void res.on('finish', fault).end('done'),
  '/close': (_req, res) => void res.on('close', fault).end('done'),
  '/no-listener': (req, _res) => void req.emit('error', new Error('secret detail of the program')),
  '/never': () => void (pendingRequests += 1),
  '/late': (_req, res) => {
    res.on('begun', fault).write('begun');
    setTimeout(() => res.emit('begun'), 100);
  },
};

let test: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  const mistaken: RequestHandler = (req, res, next) => (mistakes[req.path] ?? (() => next()))(req, res, next);
  const fine = route(readThing, ({ params }) => Promise.resolve({ body: { name: params.thingId } }));
  test = await startTestApp([fine], { mount: [mistaken] });
});
afterAll(() => test.server.stop());

/** Fails after 30 s. */
const until = async (isSo: () => boolean) => {
  for (let tries = 3_000; !isSo(); tries -= 1) {
    if (tries === 0) throw new Error('condition not met in time');
    await pause(10);
  }
};

const faults = () => test.lines.filter(({ msg }) => msg === 'request failed');
beforeEach(() => void (test.lines.length = 0));

describe('an error thrown by a listener of a request or response', () => {
  it.each(['/data', '/end', '/no-listener'])('fails the request with 500 and its id (%s)', async (path) => {
    const { body } = await test.request.post(path).send('x').expect(500);
    expect(body).toMatchObject({ code: 'internal-error', requestId: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch('secret');
    expect(faults()).toEqual([
      expect.objectContaining({
        requestId: body.requestId,
        err: expect.objectContaining({ message: expect.stringMatching('secret detail') }),
      }),
    ]);
  });

  it('aborts a response that has started', async () => {
    await expect(fetch(`${test.server.url}/late`).then((answer) => answer.text())).rejects.toThrow();
    expect(faults()).toHaveLength(1);
  });

  it.each(['/finish', '/close'])('is logged when the response has ended (%s)', async (path) => {
    await test.request.get(path).expect(200, 'done');
    expect(faults()).toHaveLength(1);
  });

  it('does not affect other requests', async () => {
    await Promise.all(
      Object.keys(mistakes)
        .filter((path) => path !== '/never')
        .map((path) =>
          test.request
            .post(path)
            .send('x')
            .then(undefined, () => undefined),
        ),
    );
    await test.request.get('/health/live').expect(200);
  });
});

it('closes the connection when the error response itself fails, and keeps serving', async () => {
  const odd: RequestHandler = () => {
    throw Object.assign(new Error('odd'), { code: 'validation-failed', errors: [{ count: 1n }] });
  };
  const { request, server, lines } = await startTestApp([], { mount: [odd] });
  await expect(request.get('/')).rejects.toThrow('socket hang up');
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'request failed' }));
  await request.get('/health/live').expect(200);
  await server.stop();
});

it('answers 500 when the handling of a request fails before Express', async () => {
  const { request, server, lines } = await startTestApp([], {
    beforeExpress: fault,
  });
  const { body } = await request.get('/').expect(500);
  expect(body.code).toBe('internal-error');
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'request failed' }));
  await server.stop();
});

describe('malformed HTTP', () => {
  const send = (...parts: string[]) => {
    const socket = connect(Number(new URL(test.server.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    for (const part of parts) socket.write(part);
    return { socket, closed: once(socket, 'close').then(() => text) };
  };

  it('is not answered in the middle of another response', async () => {
    const { socket, closed } = send('GET /late HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'data');
    socket.write('nonsense\r\n\r\n');
    expect(await closed).not.toMatch('malformed-request');
  });

  it('gets a problem document instead of HTML when the request target is not a URL', async () => {
    const { closed } = send('GET http://[/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(await closed).toMatch(/^HTTP\/1.1 404 [^]*"code":"route-not-found"/);
  });

  it('loses its connection even when the client never closes it', async () => {
    const { closed } = send('nonsense\r\n\r\n');
    expect(await closed).toMatch('malformed-request');
  });

  it('ends each pipelined request when its connection is lost', async () => {
    const never = 'GET /never HTTP/1.1\r\nhost: x\r\n\r\n';
    const { socket, closed } = send(never.repeat(40));
    await until(() => pendingRequests === 40);
    socket.destroy();
    await closed;
    const logged = () => test.lines.filter(({ path, aborted }) => path === '/never' && aborted === true);
    await until(() => logged().length >= 40);
    await pause(50); // would show duplicates
    expect(logged()).toHaveLength(40);
  });
});
