import { setTimeout as pause } from 'node:timers/promises';
import type { Load } from './protocol';

/** Writes aggregates until the returned function is called. */
export function startLoad(
  { firstDocument, eventsPerWrite, writesPerDocument, writers, pauseMs, maxPending }: Load,
  write: (document: number, version: number, events: number) => Promise<boolean>,
  countPending: () => Promise<{ aggregates: number }>,
): () => Promise<void> {
  let running = true;
  let pending = 0;
  let next = firstDocument;

  async function watchPending() {
    while (running) {
      pending = await countPending().then(
        ({ aggregates }) => aggregates,
        () => Infinity,
      );
      await pause(100);
    }
  }

  async function writer() {
    while (running) {
      const document = next++;
      for (let version = 1; running && version <= writesPerDocument; version += 1) {
        while (running && pending >= maxPending) await pause(20);
        // A failed write may have been stored, so its document's version is unknown: continue with another document.
        const stored = await write(document, version, eventsPerWrite);
        await pause(stored ? pauseMs : 100);
        if (!stored) break;
      }
    }
  }

  const ended = Promise.all([watchPending(), ...Array.from({ length: writers }, writer)]);
  return async () => {
    running = false;
    await ended;
  };
}
