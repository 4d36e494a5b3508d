import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { amqpBus, BusUnavailableError } from '../../src';
import { recorder } from '../conformance/bus-fixture';
import { enrollmentEvent } from '../events';
import { startTracing } from '../traced';
import { until } from '../until';
import { FaultFixture } from './fault-fixture';

/** What the bus does when something answers that is no broker, or nothing does. */
export function peersThatAreNoBroker(): void {
  let fixture: FaultFixture;
  let server: Server;
  let sockets: Socket[];
  let answer: (socket: Socket) => void;

  beforeEach(async () => {
    sockets = [];
    answer = () => {};
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined).resume());
      answer(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fixture = new FaultFixture(url());
  });

  afterEach(async () => {
    await fixture.stopBuses();
    await fixture.close();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const url = () => `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`;

  test('rejects a malformed URL without showing its password', () => {
    const make = () =>
      amqpBus({ url: 'http://user:secret@broker', service: 'test', logger: fixture.logger() });
    expect(make).toThrow(TypeError);
    expect(make).not.toThrow('secret');
  });

  test('times out a handshake that is never answered, retries, and rejects messages meanwhile', async () => {
    const bus = fixture.bus(url(), { timing: { handshakeTimeoutMs: 50 } });
    await bus.subscribe(recorder('test.seats'));
    await bus.start();

    await until('both connections are tried twice', () => sockets.length >= 4);
    await fixture.logged('no AMQP handshake within 50 ms');
    await until('the first sockets are closed', () => sockets[0]?.destroyed === true);
    expect(bus.state).toBe('reconnecting');
    await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
  });

  test('has no span of a message that it cannot send', async () => {
    const traced = await startTracing();
    const bus = fixture.bus(url(), { tracer: traced.tracer });
    await bus.start();

    expect(bus.state).toBe('reconnecting');
    await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
    expect(traced.traceIds()).toEqual([]);
    await traced.stop();
  });

  test('ends a hanging handshake on stop', async () => {
    const bus = fixture.bus(url(), { timing: { handshakeTimeoutMs: 60_000 } });
    await bus.start();
    await until('it connects', () => sockets.length === 1);

    await bus.stop();

    await until('the socket is closed', () => sockets[0]?.destroyed === true);
    expect(bus.state).toBe('closed');
  });

  test.each([
    ['answers in another protocol', (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['hangs up', (socket: Socket) => void socket.end()],
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
  ])('reconnects to a peer that %s', async (_, how) => {
    answer = how;
    const bus = fixture.bus(url());
    await bus.start();

    await until('it is tried three times', () => sockets.length >= 3);
    expect(bus.state).toBe('reconnecting');
  });

  test('refuses to delete queues without a prefix', async () => {
    const bus = amqpBus({ url: url(), service: 'test', logger: fixture.logger() });
    await expect(bus.deleteTopology()).rejects.toThrow('not deleted');
    expect(sockets).toHaveLength(0);
  });
}
