import { setTimeout as pause } from 'node:timers/promises';
import type { Load } from './protocol';

/** Writes aggregate after aggregate until the function that it returns is called. */
export function writeLoad(
  { firstDocument, eventsPerWrite, writesPerDocument, atOnce, pauseMs, maxPending }: Load,
  write: (document: number, version: number, events: number) => Promise<boolean>,
  pending: () => Promise<{ aggregates: number }>,
): () => Promise<void> {
  let running = true;
  let waiting = 0;
  let next = firstDocument;

  async function watch() {
    while (running) {
      waiting = await pending().then(
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
        while (running && waiting >= maxPending) await pause(20);
        // Nobody knows whether a failed write was stored, so the next one goes elsewhere.
        const stored = await write(document, version, eventsPerWrite);
        await pause(stored ? pauseMs : 100);
        if (!stored) break;
      }
    }
  }

  const ended = Promise.all([watch(), ...Array.from({ length: atOnce }, writer)]);
  return async () => {
    running = false;
    await ended;
  };
}
