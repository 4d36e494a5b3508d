import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { waitFor } from '@courses/testing';
import { echo, startClientWithUpstream, stopAll, stopLater } from './client-fixture';
import { sendRequest } from './send-request';
import { startClient, startUpstream } from './start-client';

afterEach(stopAll);

/** A client in front of a service, and the connections that it opened to the service. */
async function startCounting(listener = echo) {
  const upstream = await startUpstream(listener);
  let connections = 0;
  upstream.server.on('connection', () => (connections += 1));
  const client = await startClient({ coursesUrl: upstream.url });
  stopLater(upstream, client);
  return { url: client.url, opened: () => connections };
}

it('is one for requests one after another, also for HEAD', async () => {
  const { url, opened } = await startCounting();
  for (let i = 0; i < 3; i += 1) await sendRequest(url, '/api/v1/courses', { method: 'HEAD' });
  for (let i = 0; i < 30; i += 1) await sendRequest(url, `/api/v1/courses/${i}`);
  for (let i = 0; i < 10; i += 1)
    await sendRequest(url, '/api/v1/courses', { method: 'POST', body: JSON.stringify({ number: i }) });
  expect(opened()).toBe(1);
});

it('are as many as there are requests at a time, and used again', async () => {
  const { url, opened } = await startCounting((_req, res) => void setTimeout(() => res.end(), 20));
  const load = async () => {
    for (let i = 0; i < 10; i += 1) await sendRequest(url, '/api/v1/courses');
  };
  await Promise.all(Array.from({ length: 8 }, load));
  expect(opened()).toBeLessThanOrEqual(8);
});

describe('of a caller who sends a thousand requests at once', () => {
  async function startFlood() {
    const service = await startCounting((_req, res) => void setTimeout(() => res.end('here'), 20));
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    let answers = '';
    socket.on('data', (chunk) => (answers += String(chunk)));
    socket.write('GET /api/v1/courses HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(1_000));
    await waitFor('the first answers', () => answers !== '');
    return { ...service, socket, answered: () => answers.split('HTTP/1.1 200').length - 1 };
  }

  it('are 512 at most', async () => {
    const { opened, socket, answered } = await startFlood();
    await waitFor('all answers', () => answered() === 1_000, 20_000);
    expect(opened()).toBeLessThanOrEqual(512);
    socket.destroy();
  });

  it('are free again for others when that one leaves', async () => {
    const { url, socket } = await startFlood();
    socket.destroy();
    expect((await sendRequest(url, '/api/v1/courses')).body).toBe('here');
  });
});

it('carry another request after one that failed in the service', async () => {
  const { url, opened } = await startCounting((req, res) => {
    if (req.url === '/v1/courses/bad') res.writeHead(500).end('{}');
    else res.end('good');
  });
  for (let i = 0; i < 5; i += 1) expect((await sendRequest(url, '/api/v1/courses/bad')).status).toBe(500);
  expect((await sendRequest(url, '/api/v1/courses')).body).toBe('good');
  expect(opened()).toBe(1);
});

it('are repeated on once, not for as long as the service closes them', async () => {
  let requests = 0;
  const { url } = await startCounting((req, res) => {
    requests += 1;
    if (requests === 1) res.end();
    else req.socket.resetAndDestroy();
  });
  await sendRequest(url, '/api/v1/courses');
  expect((await sendRequest(url, '/api/v1/courses')).status).toBe(502);
  expect(requests).toBe(3);
});

it.each(['end', 'resetAndDestroy'] as const)(
  'are not repeated on after the response has begun, when the service closes them by %s',
  async (how) => {
    let requests = 0;
    const url = await startClientWithUpstream((req, res) => {
      requests += 1;
      if (requests === 1) return void res.end();
      res.writeHead(200, { 'content-length': 10 }).write('half', () => req.socket[how]());
    });
    await sendRequest(url, '/api/v1/courses');
    await expect(sendRequest(url, '/api/v1/courses')).rejects.toThrow('aborted');
    expect(requests).toBe(2);
  },
);

it('are closed by requests that get no response in time', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket);
    socket.resume();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const client = await startClient({ coursesUrl: `http://127.0.0.1:${port}`, upstreamTimeoutMs: 300 });
  stopLater(client);
  for (let i = 0; i < 2; i += 1)
    expect((await sendRequest(client.url, '/api/v1/courses')).json()).toMatchObject({ code: 'not-ready' });
  expect(sockets.length).toBeGreaterThanOrEqual(2);
  await waitFor('the connections to be closed', () => sockets.every(({ destroyed }) => destroyed));
  await new Promise((resolve) => silent.close(resolve));
});
