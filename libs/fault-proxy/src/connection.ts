import type { Socket } from 'node:net';

export type Direction = 'to server' | 'to client';

/** Passes bytes on. */
export type Forward = (bytes: Buffer) => void;

interface Hooks {
  delayMs(): number;
  /** `forward` passes bytes on, `answer` sends bytes back to where they come from. */
  filter(direction: Direction, forward: Forward, answer: Forward): Forward;
  closed(): void;
}

/** Both sockets of a connection through a proxy. */
export class Connection {
  silent = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private isClosed = false;
  private lastDue = 0;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly hooks: Hooks,
  ) {
    const toServer = (bytes: Buffer) => this.write(server, bytes);
    const toClient = (bytes: Buffer) => this.later(() => this.write(client, bytes));
    this.pipe(client, hooks.filter('to server', toServer, toClient), () => this.end(server));
    this.pipe(server, hooks.filter('to client', toClient, toServer), () =>
      this.later(() => this.end(client)),
    );
  }

  silence(): void {
    this.silent = true;
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.close();
  }

  private pipe(from: Socket, forward: Forward, end: () => void): void {
    from.setNoDelay(true);
    from.on('data', (bytes: Buffer) => this.silent || forward(bytes));
    from.on('end', end);
    from.on('error', () => !this.silent && this.reset());
    from.on('close', () => from === this.client && this.close());
  }

  private write(to: Socket, bytes: Buffer): void {
    if (!this.silent && to.writable) to.write(bytes);
  }

  private end(to: Socket): void {
    if (!this.silent) to.end();
  }

  /** Runs actions in their order, also when the delay gets shorter. */
  private later(action: () => void): void {
    this.lastDue = Math.max(this.lastDue, performance.now() + this.hooks.delayMs());
    const wait = this.lastDue - performance.now();
    if (wait <= 0 && this.timers.size === 0) return action();
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, wait);
    this.timers.add(timer);
  }

  private close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.server.destroy();
    this.hooks.closed();
  }
}
