/** How fast something goes on: it waits for something to happen, and for its reader, who may pause and skip. */
export class Pace {
  isPaused = false;
  private isSkipped = false;
  private onWake: () => void = () => undefined;

  /** Until `wake`, but no longer than this. */
  async wait(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.onWake = resolve;
      timer = setTimeout(resolve, ms).unref();
    });
    clearTimeout(timer);
  }

  /** Gives the reader this time, in which nothing is paused. */
  async read(ms: number): Promise<void> {
    this.isSkipped = false;
    let left = ms;
    while ((left > 0 || this.isPaused) && !this.isSkipped) {
      const since = Date.now();
      await this.wait(this.isPaused ? maxPauseMs : left);
      if (!this.isPaused) left -= Math.max(1, Date.now() - since);
    }
  }

  pause(): void {
    this.isPaused = true;
    this.wake();
  }

  resume(): void {
    this.isPaused = false;
    this.wake();
  }

  skip(): void {
    this.isSkipped = true;
    this.wake();
  }

  wake(): void {
    this.onWake();
  }
}

/** Of one wait; the pause itself lasts until somebody ends it. */
const maxPauseMs = 60_000;
