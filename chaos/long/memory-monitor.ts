import type { ChaosEnvironment } from '../environment/chaos-environment';

/** After this many events a process has allocated what it needs. */
const warmUpEvents = 40_000;

interface Samples {
  restarts: number;
  since: number;
  before?: number;
  after?: number;
}

/** Resident memory of the processes that are not restarted: the first sample after warm-up, and the last one. */
export class MemoryMonitor {
  private readonly samples = new Map<'publisher' | 'consumer', Samples>();

  constructor(private readonly chaos: ChaosEnvironment) {}

  async sample(): Promise<void> {
    const current = await this.chaos.memory();
    for (const name of ['publisher', 'consumer'] as const) {
      const { restarts } = this.chaos[name];
      let samples = this.samples.get(name);
      if (samples?.restarts !== restarts) {
        samples = { restarts, since: restarts === 0 ? 0 : this.chaos.effects };
        this.samples.set(name, samples);
      }
      if (this.chaos.effects - samples.since < warmUpEvents * 0.9) continue;
      samples.before ??= current[name];
      samples.after = current[name];
    }
  }

  /** In MiB; a process that was never warm has `after` Infinity. */
  results(): { name: string; before: number; after: number; sinceEffects: number }[] {
    return [...this.samples].map(([name, { before = 0, after = Infinity, since }]) => ({
      name,
      before,
      after,
      sinceEffects: since,
    }));
  }
}
