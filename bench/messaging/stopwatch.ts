/** Measures from the first of `count` ticks to the last; 0 when `count` is 0. */
export class Stopwatch {
  readonly finished: Promise<number>;
  private finish: (ms: number) => void = () => undefined;
  private begin = 0;
  private ticks = 0;

  constructor(private readonly count: number) {
    this.finished = new Promise((resolve) => (this.finish = resolve));
    if (count === 0) this.finish(0);
  }

  tick(): void {
    if (this.ticks === 0) this.begin = performance.now();
    this.ticks += 1;
    if (this.ticks === this.count) this.finish(performance.now() - this.begin);
  }
}
