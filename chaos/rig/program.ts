import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@courses/testing';
import type { Command, Report } from '../programs/protocol';

const bundles = join(__dirname, '../../dist/chaos');
const reportedAtEnd = { confirmed: 0, delivered: 0, effects: 0 };

/** A program of chaos/programs as a process. Whenever it dies it is started again, as Kubernetes does. */
export class Program {
  restarts = 0;
  private child!: ChildProcess;
  private log: WriteStream;
  private stopping = false;
  private isReady = false;
  private readonly earlier = { ...reportedAtEnd };
  private progress = { ...reportedAtEnd };
  private memories: ((memory: { rss: number; heapUsed: number }) => void)[] = [];

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
  ): Promise<Program> {
    const program = new Program(name, config, logFile, onReport);
    program.spawn();
    await program.ready();
    return program;
  }

  ready(): Promise<unknown> {
    return waitFor(`${this.name} to start`, () => this.isReady);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Over all its lives; of one that was killed, the last 20 ms may be missing. */
  total(what: keyof typeof reportedAtEnd): number {
    return this.earlier[what] + this.progress[what];
  }

  send(command: Command): void {
    if (this.child.connected) this.child.send(command);
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }

  /** After a garbage collection, in bytes. */
  memory(): Promise<{ rss: number; heapUsed: number }> {
    const answer = new Promise<{ rss: number; heapUsed: number }>((resolve) => this.memories.push(resolve));
    this.send({ kind: 'memory' });
    return answer;
  }

  /** Ends it in good order; gives the exit code. */
  async stop(): Promise<number | null> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    const [code] = (await exit) as [number | null];
    clearTimeout(timer);
    return code;
  }

  private spawn(): void {
    this.isReady = false;
    this.child = fork(join(bundles, `${this.name}.js`), [JSON.stringify(this.config)], {
      execArgv: ['--expose-gc', '--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.pipe(this.log, { end: false });
    this.child.on('message', (report: Report) => this.hear(report));
    this.child.once('exit', () => {
      for (const what of Object.keys(this.earlier) as (keyof typeof reportedAtEnd)[])
        this.earlier[what] += this.progress[what];
      this.progress = { ...reportedAtEnd };
      if (this.stopping) return;
      this.restarts += 1;
      this.spawn();
    });
  }

  private hear(report: Report): void {
    if (report.kind === 'ready') this.isReady = true;
    else if (report.kind === 'progress') this.progress = report;
    else if (report.kind === 'memory') this.memories.shift()?.(report);
    this.onReport(report);
  }
}
