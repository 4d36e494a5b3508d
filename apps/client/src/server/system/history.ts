import type { History } from '../../shared/system-state';

export interface Sample {
  queues: Record<string, number | null>;
  outboxes: Record<string, number | null>;
}

const intervalMs = 1_000;
const samples = 180;
/** Nobody looks at the page any more. */
const idleMs = 60_000;

/** The numbers of the last three minutes. It samples while somebody looks, so that an idle system stays idle. */
export class HistoryRecorder {
  private readonly ring: Sample[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastRead = 0;

  constructor(private readonly read: () => Promise<Sample>) {}

  history(): History {
    this.lastRead = Date.now();
    this.timer ??= setInterval(() => void this.sample(), intervalMs).unref();
    return { intervalMs, queues: this.series('queues'), outboxes: this.series('outboxes') };
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async sample(): Promise<void> {
    if (Date.now() - this.lastRead > idleMs) {
      this.stop();
      this.ring.length = 0;
      return;
    }
    this.ring.push(await this.read());
    if (this.ring.length > samples) this.ring.shift();
  }

  private series(kind: keyof Sample): Record<string, (number | null)[]> {
    const names = Object.keys(this.ring.at(-1)?.[kind] ?? {});
    return Object.fromEntries(names.map((name) => [name, this.ring.map((one) => one[kind][name] ?? null)]));
  }
}
