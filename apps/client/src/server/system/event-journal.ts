import type { EventMessage } from '@courses/contracts';

export interface JournalEntry {
  message: EventMessage;
  receivedAt: Date;
}

const maxEntries = 100;

/** The last events that this process received: what the log of the page shows after a reload. */
export class EventJournal {
  private readonly entries = new Map<string, JournalEntry>();
  private readonly listeners = new Set<(message: EventMessage) => void>();

  add(message: EventMessage): void {
    if (this.entries.has(message.id)) return;
    this.entries.set(message.id, { message, receivedAt: new Date() });
    const [oldest] = this.entries.keys();
    if (this.entries.size > maxEntries && oldest !== undefined) this.entries.delete(oldest);
    for (const listener of this.listeners) listener(message);
  }

  /** Newest first. */
  list(): JournalEntry[] {
    return [...this.entries.values()].reverse();
  }

  find(id: string): JournalEntry | undefined {
    return this.entries.get(id);
  }

  /** Returns what ends it. */
  onEvent(listener: (message: EventMessage) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
