/** The queue of a semaphore is full. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'not-ready';
  readonly retryAfterSeconds = 5;

  constructor() {
    super('Too many sign-ins at the moment; try again in a few seconds.');
  }
}

/** Limits how many calls run concurrently and how many are queued; fails with BusyError for more. */
export class Semaphore {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly maxConcurrent: number,
    private readonly maxQueued: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.maxConcurrent) this.running += 1;
    else await this.enqueue();
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private enqueue(): Promise<void> {
    if (this.queue.length >= this.maxQueued) throw new BusyError();
    return new Promise((resolve) => this.queue.push(resolve));
  }
}
