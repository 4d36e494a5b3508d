import type { Rig } from '../rig/rig';

/** A process that has worked for so many events has what it needs. */
const warmAfter = 40_000;

interface Watched {
  restarts: number;
  since: number;
  before?: number;
  after?: number;
}

/** Resident memory of the processes that last: once they are warm, and the last time that somebody looked. */
export class MemoryWatch {
  private readonly watched = new Map<'publisher' | 'consumer', Watched>();

  constructor(private readonly rig: Rig) {}

  async look(): Promise<void> {
    const now = await this.rig.memory();
    for (const name of ['publisher', 'consumer'] as const) {
      const { restarts } = this.rig[name];
      let watched = this.watched.get(name);
      if (!watched || watched.restarts !== restarts) {
        watched = { restarts, since: restarts === 0 ? 0 : this.rig.effects };
        this.watched.set(name, watched);
      }
      if (this.rig.effects - watched.since < warmAfter * 0.9) continue;
      watched.before ??= now[name];
      watched.after = now[name];
    }
  }

  /** In MiB. */
  lines(): { name: string; before: number; after: number; sinceEffects: number }[] {
    return [...this.watched].map(([name, { before = 0, after = Infinity, since }]) => ({
      name,
      before,
      after,
      sinceEffects: since,
    }));
  }
}
