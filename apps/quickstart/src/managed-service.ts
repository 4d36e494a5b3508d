import type { Logger, Service } from '@courses/http-kit';

type Phase = 'running' | 'stopping' | 'stopped' | 'starting';

/** A service that can stop and start again, on the same port. */
export class ManagedService {
  phase: Phase = 'stopped';
  private current: Service | undefined;
  private change: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    private port: number,
    private readonly build: (port: number) => Service,
    private readonly logger: Logger,
  ) {}

  /** Returns its URL; fails as the service does. */
  async start(): Promise<string> {
    this.phase = 'starting';
    this.current = this.build(this.port);
    try {
      const { url } = await this.current.start();
      // Of the operating system's choice, the first time: others know it from then on.
      this.port = Number(new URL(url).port);
      this.phase = 'running';
      return url.replace('127.0.0.1', 'localhost');
    } catch (error) {
      this.phase = 'stopped';
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.change;
    await this.current?.stop();
    this.current = undefined;
    this.phase = 'stopped';
  }

  /** Begins to stop or to start it; does nothing while another change is under way. */
  setRunning(running: boolean): void {
    if (this.phase !== (running ? 'stopped' : 'running')) return;
    this.phase = running ? 'starting' : 'stopping';
    this.change = this.turn(running).catch((err: unknown) => {
      this.phase = 'stopped';
      this.logger.error({ err, service: this.name }, 'the service did not start again');
    });
  }

  private async turn(running: boolean): Promise<void> {
    if (running) return void (await this.start());
    await this.current?.stop();
    this.current = undefined;
    this.phase = 'stopped';
  }
}
