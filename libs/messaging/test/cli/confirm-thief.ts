import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A basic.ack of the broker: the confirm of a publish. */
const confirm = Buffer.from([0, 60, 0, 80]);

/** A proxy that forwards nothing to the client from the broker's first confirm on. */
export class ConfirmThief {
  stolen = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => this.accept(client));
  }

  static async start(brokerUrl: string): Promise<ConfirmThief> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ConfirmThief(server, new URL(brokerUrl));
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    const broker = connect(Number(this.target.port || 5672), this.target.hostname);
    client.on('data', (data) => broker.write(data));
    broker.on('data', (data) => {
      this.stolen ||= data.includes(confirm);
      if (!this.stolen) client.write(data);
    });
    for (const [socket, other] of [
      [client, broker],
      [broker, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
    }
  }
}
