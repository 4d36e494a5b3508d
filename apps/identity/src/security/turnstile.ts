/** Too many wait already. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code = 'not-ready';
  readonly retryAfterSeconds = 5;

  constructor() {
    super('Too many people sign in at the moment; try again in some seconds.');
  }
}

/** Lets so many through at once and so many wait; fails with BusyError for more. */
export class Turnstile {
  private inside = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside < this.atOnce) this.inside += 1;
    else await this.wait();
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }

  private wait(): Promise<void> {
    if (this.queue.length >= this.waiting) throw new BusyError();
    return new Promise((resolve) => this.queue.push(resolve));
  }
}
