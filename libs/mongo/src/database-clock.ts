import type { Connection } from 'mongoose';
import { runOperation } from './run-operation';

/**
 * The database's clock as of its last answer, for times that a process compares itself; in an operation, `$$NOW` is simpler.
 * The process's own clock does not matter, nor does a change of it.
 */
export class DatabaseClock {
  /** The database's time when the process's monotonic clock was zero. */
  private origin = performance.timeOrigin;

  constructor(private readonly connection: Connection) {}

  async read(): Promise<void> {
    const hello = await runOperation(async () => this.connection.db?.command({ hello: 1 }));
    if (hello) this.origin = Number(hello.localTime) - performance.now();
  }

  now(): Date {
    return new Date(this.origin + performance.now());
  }
}
