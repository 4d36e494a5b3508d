import { once } from 'node:events';
import { connect } from 'node:net';
import { route, serve } from '../src';
import { readThing, startTestApp } from './test-app';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

async function rawAnswer(url: string, request: string): Promise<string> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe('a server', () => {
  it('finishes responses in flight before it stops, and accepts no new connection', async () => {
    const [arrived, leave] = [gate(), gate()];
    const slow = route(readThing, async () => {
      arrived.open();
      await leave.opened;
      return { body: { name: 'late' } };
    });
    const { server } = await startTestApp([slow]);
    const answer = fetch(`${server.url}/v1/things/a`);
    await arrived.opened;
    const stopped = server.stop();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    leave.open();
    expect(await (await answer).json()).toEqual({ name: 'late' });
    await stopped;
  });

  it('closes connections that are still in use when the grace period ends', async () => {
    const arrived = gate();
    const never = route(readThing, () => {
      arrived.open();
      return new Promise<never>(() => undefined);
    });
    const { server } = await startTestApp([never], { graceMs: 50 });
    const answer = fetch(`${server.url}/v1/things/a`);
    const failed = expect(answer).rejects.toThrow();
    await arrived.opened;
    await server.stop();
    await failed;
  });

  it('stops even though a client keeps its connection open', async () => {
    const { server } = await startTestApp([]);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'data');
    const closed = once(socket, 'close');
    await server.stop();
    await closed;
  });

  it('stops without waiting for a connection that was never used', async () => {
    const { server } = await startTestApp([], { graceMs: 60_000 });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await server.stop();
    await closed;
  }, 30_000);

  it('fails with EADDRINUSE when its port is in use', async () => {
    const { app, server } = await startTestApp([]);
    const port = Number(new URL(server.url).port);
    await expect(serve(app, { port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await server.stop();
  });

  it('answers malformed HTTP and headers that are too long with a problem document', async () => {
    const { server } = await startTestApp([]);
    expect(await rawAnswer(server.url, 'nonsense\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 [^]*"code":"malformed-request"/,
    );
    const long = `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`;
    expect(await rawAnswer(server.url, long)).toMatch(/^HTTP\/1.1 431 [^]*"code":"headers-too-large"/);
    await server.stop();
  });

  it('creates requests and responses with the prototypes of the app, so that Express changes none', async () => {
    const { app, request, server } = await startTestApp([]);
    const original = Object.setPrototypeOf.bind(Object);
    const changes: unknown[] = [];
    const spy = jest
      .spyOn(Object, 'setPrototypeOf')
      .mockImplementation((target: object, prototype: object | null) => {
        const ours = prototype === app.request || prototype === app.response;
        if (ours) changes.push(Object.getPrototypeOf(target) !== prototype);
        return original(target, prototype) as object;
      });
    await request.get('/health/live').expect(200);
    spy.mockRestore();
    expect(changes).toEqual([false, false]);
    await server.stop();
  });
});
