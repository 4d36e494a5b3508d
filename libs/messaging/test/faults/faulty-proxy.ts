import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Type of a frame. */
const heartbeat = 8;

/** What happens to a connection after so many frames from the broker. */
export interface Fault {
  afterFrames: number;
  how: 'reset' | 'end' | 'silence' | { frame: Buffer };
}

interface Line {
  client: Socket;
  broker: Socket;
  frames: number;
  rest: Buffer;
  silent: boolean;
  stalled: boolean;
}

/** A proxy between client and broker that injects faults of networks and brokers. It forwards whole frames only. */
export class FaultyProxy {
  /** How many connections were made so far. */
  accepted = 0;
  /** The fault of the n-th connection, counted from 0. */
  plan: (connection: number) => Fault | undefined = () => undefined;
  private readonly lines = new Set<Line>();
  private readonly server: Server;

  private constructor(private readonly target: URL) {
    this.server = createServer((client) => this.accept(client));
  }

  /** On `port`, or on any free one. */
  static async start(targetUrl: string, port = 0): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(new URL(targetUrl));
    await new Promise<void>((resolve) => proxy.server.listen(port, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.toString();
  }

  /** Open connections. */
  get open(): number {
    return this.lines.size;
  }

  /** Breaks all open connections. */
  cut(how: 'reset' | 'end'): void {
    for (const line of this.lines) this.break(line, how);
  }

  /** From now on the open connections forward nothing, and stay open: a black hole. */
  silence(): void {
    for (const line of this.lines) line.silent = true;
  }

  /** From now on the open connections forward only the broker's heartbeats, as from a node that is cut off from its cluster. */
  stall(): void {
    for (const line of this.lines) line.stalled = true;
  }

  /** Sends a frame to every client, as if the broker had. */
  inject(frame: Buffer): void {
    for (const { client } of this.lines) client.write(frame);
  }

  async stop(): Promise<void> {
    this.cut('reset');
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    const fault = this.plan(this.accepted);
    this.accepted += 1;
    const broker = connect(Number(this.target.port || 5672), this.target.hostname);
    const line: Line = { client, broker, frames: 0, rest: Buffer.alloc(0), silent: false, stalled: false };
    this.lines.add(line);
    client.on('data', (data) => line.silent || broker.write(data));
    broker.on('data', (data) => this.fromBroker(line, data, fault));
    for (const socket of [client, broker]) socket.on('error', () => undefined);
    client.on('close', () => this.break(line, 'end'));
    // The broker, too, misses heartbeats on a silent connection and closes it; a black hole does not tell.
    broker.on('close', () => line.silent || this.break(line, 'end'));
    if (fault?.afterFrames === 0) this.apply(line, fault);
  }

  private fromBroker(line: Line, data: Buffer, fault: Fault | undefined): void {
    line.rest = Buffer.concat([line.rest, data]);
    const ready: Buffer[] = [];
    for (let frame = nextFrame(line); frame; frame = nextFrame(line)) {
      line.frames += 1;
      if (line.stalled && frame[0] !== heartbeat) continue;
      ready.push(frame);
      if (line.frames === fault?.afterFrames) return this.apply(line, fault, ready);
    }
    if (!line.silent && ready.length > 0) line.client.write(Buffer.concat(ready));
  }

  private apply(line: Line, { how }: Fault, before: Buffer[] = []): void {
    const last = typeof how === 'object' ? [how.frame] : [];
    const bytes = Buffer.concat([...before, ...last]);
    if (how === 'silence') line.silent = true;
    else if (bytes.length === 0) this.break(line, how === 'reset' ? 'reset' : 'end');
    else line.client.write(bytes, () => this.break(line, how === 'reset' ? 'reset' : 'end'));
  }

  private break(line: Line, how: 'reset' | 'end'): void {
    if (!this.lines.delete(line)) return;
    if (how === 'reset') line.client.resetAndDestroy();
    else line.client.end();
    line.broker.destroy();
  }
}

function nextFrame(line: Line): Buffer | undefined {
  if (line.rest.length < 7) return undefined;
  const length = 8 + line.rest.readUInt32BE(3);
  if (line.rest.length < length) return undefined;
  const frame = line.rest.subarray(0, length);
  line.rest = line.rest.subarray(length);
  return frame;
}

/** Frames of the broker on channel 0. */
export const blocked = (reason: string): Buffer => methodFrame(10, 60, shortString(reason));
export const unblocked: Buffer = methodFrame(10, 61, Buffer.alloc(0));
export const connectionClose = (code: number, text: string): Buffer =>
  methodFrame(10, 50, Buffer.concat([uint16(code), shortString(text), uint16(0), uint16(0)]));

function methodFrame(classId: number, methodId: number, args: Buffer): Buffer {
  const payload = Buffer.concat([uint16(classId), uint16(methodId), args]);
  const head = Buffer.alloc(7);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([0xce])]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

const shortString = (text: string): Buffer => Buffer.from([text.length, ...Buffer.from(text)]);
