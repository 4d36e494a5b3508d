import { once } from 'node:events';
import { Agent, request as send, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { route } from '../src';
import { readThing, startTestApp } from './test-app';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

const read = route(readThing, ({ params }) => Promise.resolve({ body: { name: params.thingId } }));

/** A client that keeps one connection open. */
function keptConnection(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const closed = once(socket, 'close');
  return {
    closed,
    async get(path: string): Promise<string> {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
      return String(((await once(socket, 'data')) as [Buffer])[0]);
    },
  };
}

describe('a server that stops for SIGTERM', () => {
  it('leaves idle connections open for a while, and closes each with a response that says so', async () => {
    const { server } = await startTestApp([read]);
    const [used, idle] = [keptConnection(server.url), keptConnection(server.url)];
    expect(await used.get('/v1/things/a')).toMatch(/^HTTP\/1.1 200 [^]*connection: keep-alive/i);
    await idle.get('/v1/things/a');
    const stopped = server.stop('SIGTERM');
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    expect(await used.get('/v1/things/b')).toMatch(/^HTTP\/1.1 200 [^]*connection: close[^]*"name":"b"/i);
    await used.closed;
    await stopped;
    await idle.closed;
  });

  it('closes the connection of a request that arrived before', async () => {
    const [arrived, leave] = [gate(), gate()];
    const slow = route(readThing, async () => {
      arrived.open();
      await leave.opened;
      return { body: { name: 'late' } };
    });
    const { server } = await startTestApp([slow]);
    const client = keptConnection(server.url);
    const answer = client.get('/v1/things/a');
    await arrived.opened;
    const stopped = server.stop('SIGTERM');
    leave.open();
    expect(await answer).toMatch(/^HTTP\/1.1 200 [^]*connection: close/i);
    await stopped;
  });

  it('loses no request of clients that keep their connections', async () => {
    const { server } = await startTestApp([read]);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    let stopping = false;
    const results: string[] = [];
    const client = async () => {
      // As a load balancer does, it sends no request to a new connection after the server has said that it stops.
      while (!stopping) {
        results.push(await put(`${server.url}/v1/things/a`, agent));
        await pause(5);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    while (results.length < 40) await pause(5);
    const before = results.length;
    const stopped = server.stop('SIGTERM');
    await pause(300);
    stopping = true;
    await Promise.all(clients);
    await stopped;
    agent.destroy();
    expect(results.length).toBeGreaterThan(before);
    expect(new Set(results)).toEqual(new Set(['405']));
  });
});

/** The status, or the code of the error: nobody repeats a request that is not safe. */
const put = (url: string, agent: Agent) =>
  new Promise<string>((resolve) => {
    const outgoing = send(url, { agent, method: 'PUT', headers: { 'content-length': 0 } });
    outgoing.on('response', (response: IncomingMessage) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    outgoing.end();
  });

describe('a client that sends nothing, or only the beginning of a request', () => {
  // Node would look for such connections every 30 s.
  const limitMs = 25_000;
  it(
    'is answered with 408 and closed',
    async () => {
      const { server } = await startTestApp([]);
      const answers = ['', 'GET / HTTP/1.1\r\nhost: x\r\n'].map(async (beginning) => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
        if (beginning) socket.write(beginning);
        let text = '';
        for await (const chunk of socket) text += String(chunk);
        return text;
      });
      const timedOut = expect.stringMatching(
        /^HTTP\/1.1 408 [^]*connection: close[^]*"code":"request-timeout"/,
      );
      expect(await Promise.all(answers)).toEqual([timedOut, timedOut]);
      await server.stop();
    },
    limitMs,
  );
});
