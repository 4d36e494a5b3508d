import type { Connection } from 'mongoose';
import type { DatabaseClock } from './database-clock';
import { DatabaseUnavailableError, DuplicateKeyError } from './errors';
import type { Log } from './log';
import { runOperation } from './run-operation';

/** Between probes, in milliseconds. */
const whileAnswered = 2_000;
const whileUnanswered = 500;

/** Every process reads and writes this one document. */
const document = { _id: 'probe' };

/**
 * Finds out whether a connected database answers: one may be reachable and not read, insert or update, because it hangs or
 * has no primary. Also reads its clock.
 */
export class Probe {
  /** False since a probe was not answered for 5 s, or was answered with an error of a failover. */
  answered = true;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connection: Connection,
    private readonly clock: DatabaseClock,
    private readonly log: Log,
  ) {}

  start(): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.run(), whileAnswered);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    const answered = await this.ask();
    if (this.stopped) return;
    if (answered !== this.answered) {
      if (answered) this.log.info({}, 'database answers again');
      else this.log.warn({}, 'database does not answer');
    }
    this.answered = answered;
    this.timer = setTimeout(() => void this.run(), answered ? whileAnswered : whileUnanswered);
  }

  private async ask(): Promise<boolean> {
    const probes = this.connection.collection<typeof document>('probes');
    const operations: (() => Promise<unknown>)[] = [
      () => probes.findOne(document),
      () => probes.insertOne(document),
      () => probes.updateOne(document, { $currentDate: { at: true } }),
    ];
    try {
      const answers = operations.map((operation) => runOperation(operation).catch(exists));
      await Promise.all([this.clock.read(), ...answers]);
      return true;
    } catch (error) {
      return !(error instanceof DatabaseUnavailableError);
    }
  }
}

function exists(error: unknown): void {
  if (!(error instanceof DuplicateKeyError)) throw error;
}
