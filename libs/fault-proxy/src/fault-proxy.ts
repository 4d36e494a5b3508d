import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Connection, type Direction, type Forward } from './connection';

/** The server behind a proxy. */
export interface ProxyTarget {
  host: string;
  port: number;
}

/**
 * A TCP proxy on a free port of 127.0.0.1 that injects faults between a driver and its server. Without a fault it
 * passes bytes unchanged. A fault holds for open and new connections, until `heal`.
 */
export class FaultProxy {
  protected readonly connections = new Set<Connection>();
  private readonly server: Server;
  private fault: 'none' | 'black hole' | 'cut' = 'none';
  private delayMs = 0;

  protected constructor(protected readonly target: ProxyTarget) {
    this.server = createServer((client) => this.accept(client));
  }

  /** Rejects when no port can be opened; the target need not be up. */
  static async start<Proxy extends FaultProxy>(
    this: { prototype: Proxy },
    { target }: { target: ProxyTarget },
  ): Promise<Proxy> {
    const Kind = this as unknown as new (target: ProxyTarget) => Proxy;
    const proxy = new Kind(target);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Number of open connections. */
  get open(): number {
    return this.connections.size;
  }

  /** What the server sends arrives this many milliseconds later, in order. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** Connections stay open and new ones open, but nothing gets through; what is sent is lost. */
  blackHole(): void {
    this.fault = 'black hole';
    for (const connection of this.connections) connection.silence();
  }

  /** Resets every open connection, and each new one at once. */
  cut(): void {
    this.fault = 'cut';
    for (const connection of this.connections) connection.reset();
  }

  /** Ends every fault. Connections of a black hole are reset, because they have lost bytes. */
  heal(): void {
    this.fault = 'none';
    this.delayMs = 0;
    for (const connection of this.connections) if (connection.silent) connection.reset();
  }

  /** Resets every connection and closes the port. */
  async stop(): Promise<void> {
    for (const connection of this.connections) connection.reset();
    this.server.close();
    await once(this.server, 'close');
  }

  /** What is done with the bytes of one direction of one connection; the default passes them on. */
  protected filter(_direction: Direction, forward: Forward, _answer: Forward): Forward {
    return forward;
  }

  private accept(client: Socket): void {
    if (this.fault === 'cut') return void client.on('error', () => undefined).resetAndDestroy();
    const connection = new Connection(client, connect(this.target), {
      delayMs: () => this.delayMs,
      filter: (direction, forward, answer) => this.filter(direction, forward, answer),
      closed: () => this.connections.delete(connection),
    });
    this.connections.add(connection);
    if (this.fault === 'black hole') connection.silence();
  }
}
