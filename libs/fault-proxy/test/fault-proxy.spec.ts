import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AmqpFaultProxy, FaultProxy } from '../src';

let server: Server;
let proxy: FaultProxy;
const sockets: Socket[] = [];

async function startEcho(): Promise<number> {
  server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

beforeEach(async () => {
  proxy = await FaultProxy.start({ target: { host: '127.0.0.1', port: await startEcho() } });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.stop();
  server.close();
});

async function open(port = proxy.port): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Resolves also after an error, which `once` would reject with. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

async function echo(socket: Socket, text: string | Buffer): Promise<Buffer> {
  socket.write(text);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes;
}

it('passes bytes on in both directions without a fault', async () => {
  expect(String(await echo(await open(), 'hello'))).toBe('hello');
});

it('delays what the server sends, in order', async () => {
  const socket = await open();
  const received: string[] = [];
  socket.on('data', (bytes) => received.push(String(bytes)));
  proxy.delay(300);
  const sent = performance.now();
  socket.write('a');
  await pause(20);
  socket.write('b');
  while (received.join('').length < 2) await pause(5);
  expect(received.join('')).toBe('ab');
  expect(performance.now() - sent).toBeGreaterThan(290);
});

it('keeps open and new connections without an answer in a black hole, and resets them when it heals', async () => {
  const before = await open();
  await echo(before, 'through');
  proxy.blackHole();
  const during = await open();
  const received: Buffer[] = [];
  for (const socket of [before, during]) {
    socket.on('data', (bytes) => received.push(bytes));
    socket.write('lost');
  }
  await pause(200);
  expect(received).toEqual([]);
  const bothClosed = Promise.all([closed(before), closed(during)]);
  proxy.heal();
  await bothClosed;
  expect(String(await echo(await open(), 'again'))).toBe('again');
});

it('resets open and new connections while it is cut', async () => {
  const before = await open();
  await echo(before, 'through');
  const beforeClosed = closed(before);
  proxy.cut();
  await beforeClosed;
  const during = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  await closed(during);
  proxy.heal();
  expect(String(await echo(await open(), 'again'))).toBe('again');
});

it('closes the client when the server ends', async () => {
  server.on('connection', (socket: Socket) => socket.end());
  const socket = await open();
  socket.resume();
  await closed(socket);
  while (proxy.open > 0) await pause(5);
});

it('swallows confirms of the broker only, also in pieces', async () => {
  const amqp = await AmqpFaultProxy.start({
    target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
  });
  const frame = (method: number) => Buffer.from([1, 0, 1, 0, 0, 0, 4, 0, 60, 0, method, 206]);
  const [ack, deliver] = [frame(80), frame(60)];
  const socket = await open(amqp.port);
  expect(await echo(socket, ack)).toEqual(ack);
  amqp.swallowConfirms();
  socket.write(ack.subarray(0, 5));
  await pause(20);
  expect(await echo(socket, Buffer.concat([ack.subarray(5), deliver]))).toEqual(deliver);
  expect(amqp.swallowed).toBe(1);
  amqp.heal();
  expect(await echo(socket, ack)).toEqual(ack);
  await amqp.stop();
});
