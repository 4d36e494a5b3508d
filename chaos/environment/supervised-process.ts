import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@courses/testing';
import type { Command, Report } from '../programs/protocol';

const bundles = join(__dirname, '../../dist/chaos');
const noProgress = { confirmed: 0, delivered: 0, effects: 0 };

/** A program of chaos/programs as a process. It is restarted whenever it exits, as Kubernetes does. */
export class SupervisedProcess {
  restarts = 0;
  private child!: ChildProcess;
  private log: WriteStream;
  private stopping = false;
  private isReady = false;
  private readonly earlier = { ...noProgress };
  private progress = { ...noProgress };
  private memoryRequests: ((rss: number) => void)[] = [];

  private constructor(
    private readonly name: 'publisher' | 'consumer',
    private readonly config: object,
    logFile: string,
    private readonly onReport: (report: Report) => void,
  ) {
    this.log = createWriteStream(logFile, { flags: 'a' });
  }

  static async start(
    name: 'publisher' | 'consumer',
    config: object,
    logFile: string,
    onReport: (report: Report) => void = () => undefined,
  ): Promise<SupervisedProcess> {
    const supervised = new SupervisedProcess(name, config, logFile, onReport);
    supervised.spawn();
    await supervised.ready();
    return supervised;
  }

  ready(): Promise<unknown> {
    return waitFor(`${this.name} to start`, () => this.isReady);
  }

  /** The sum over all restarts; the last 20 ms before a kill may be missing. */
  total(counter: keyof typeof noProgress): number {
    return this.earlier[counter] + this.progress[counter];
  }

  send(command: Command): void {
    if (this.child.connected) this.child.send(command);
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /** Resident memory after a garbage collection, in bytes. */
  memory(): Promise<number> {
    const rss = new Promise<number>((resolve) => this.memoryRequests.push(resolve));
    this.send({ kind: 'memory' });
    return rss;
  }

  /** It kills itself at its critical moment, and is not restarted. */
  async crashForGood(): Promise<void> {
    this.stopping = true;
    const exit = once(this.child, 'exit');
    this.send({ kind: 'crash-at-next-step' });
    await exit;
  }

  /** SIGTERM, and after 30 s SIGKILL. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    await exit;
    clearTimeout(timer);
  }

  private spawn(): void {
    this.isReady = false;
    this.child = fork(join(bundles, `${this.name}.js`), [JSON.stringify(this.config)], {
      execArgv: ['--expose-gc', '--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.pipe(this.log, { end: false });
    this.child.on('message', (report: Report) => this.handleReport(report));
    this.child.once('exit', () => {
      for (const counter of Object.keys(this.earlier) as (keyof typeof noProgress)[])
        this.earlier[counter] += this.progress[counter];
      this.progress = { ...noProgress };
      if (this.stopping) return;
      this.restarts += 1;
      this.spawn();
    });
  }

  private handleReport(report: Report): void {
    if (report.kind === 'ready') this.isReady = true;
    else if (report.kind === 'progress') this.progress = report;
    else if (report.kind === 'memory') this.memoryRequests.shift()?.(report.rss);
    this.onReport(report);
  }
}
