import type { Connection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import type { AggregateDocument, PendingEvent } from './aggregate-document';
import { DatabaseUnavailableError, translateErrors } from './errors';

export interface ClaimedAggregate<Event> {
  aggregateId: string;
  events: Event[];
}

/**
 * The events that wait in the documents of one collection. A relay claims aggregates for the time of a lease,
 * publishes their events and settles what was confirmed; several relays may do so at once.
 */
export class MongoOutbox {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly connection: Connection,
    private readonly name: string,
  ) {}

  /** Calls the listener after each commit with events in this process. Returns the way to stop that. */
  onPending(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  notify(events: PendingEvent[]): void {
    if (events.length > 0) for (const listener of this.listeners) listener();
  }

  /** Takes up to `limit` aggregates that no living lease holds, the longest waiting first, for `leaseMs` milliseconds. */
  async claim<Event extends PendingEvent>(request: {
    owner: string;
    leaseMs: number;
    limit: number;
  }): Promise<ClaimedAggregate<Event>[]> {
    // Before the first connection there is nothing to claim; the relay polls again.
    if (!this.connection.db) return [];
    return translateErrors(async () => {
      const now = new Date();
      const free = { 'outboxLease.until': { $not: { $gt: now } } };
      const waiting = this.collection.find(
        { outboxAt: { $lte: now }, ...free },
        { projection: { _id: 1 }, sort: { outboxAt: 1 }, limit: request.limit },
      );
      const ids = (await waiting.toArray()).map(({ _id }) => _id);
      if (ids.length === 0) return [];
      const claim = uuidv7();
      const lease = { owner: request.owner, claim, until: new Date(now.getTime() + request.leaseMs) };
      const leases = ids.map((_id) => ({
        updateOne: { filter: { _id, ...free }, update: { $set: { outboxLease: lease } } },
      }));
      await this.collection.bulkWrite(leases, { ordered: false });
      const claimed = await this.collection
        .find(
          { _id: { $in: ids }, 'outboxLease.claim': claim },
          { projection: { outbox: 1 }, sort: { outboxAt: 1 } },
        )
        .toArray();
      return claimed.map(({ _id, outbox }) => ({ aggregateId: _id, events: outbox as Event[] }));
    });
  }

  /** Removes the confirmed events and ends the owner's leases, in one bulk write. */
  async settle(owner: string, results: { aggregateId: string; confirmed: string[] }[]): Promise<void> {
    if (results.length === 0) return;
    const operations = results.map(({ aggregateId, confirmed }) => ({
      updateOne: { filter: { _id: aggregateId }, update: settled(owner, confirmed) },
    }));
    await translateErrors(() => this.collection.bulkWrite(operations, { ordered: false }));
  }

  /** How many aggregates have events waiting, and since when the oldest waits. */
  async pending(): Promise<{ aggregates: number; oldest: Date | undefined }> {
    const [aggregates, oldest] = await translateErrors(() =>
      Promise.all([
        this.collection.countDocuments({ outboxAt: { $exists: true } }),
        this.collection.findOne(
          { outboxAt: { $exists: true } },
          { projection: { outboxAt: 1 }, sort: { outboxAt: 1 } },
        ),
      ]),
    );
    return { aggregates, oldest: oldest?.outboxAt };
  }

  /** The driver's own collection: mongoose would cast what is opaque here. */
  private get collection() {
    const { db } = this.connection;
    if (!db) throw new DatabaseUnavailableError('not connected yet');
    return db.collection<AggregateDocument>(this.name);
  }
}

/** One pipeline, so that events that are appended meanwhile stay and keep the document pending. */
const settled = (owner: string, confirmed: string[]) => [
  { $set: { outbox: { $filter: { input: '$outbox', cond: { $not: { $in: ['$$this.id', confirmed] } } } } } },
  {
    $set: {
      outboxAt: { $cond: [{ $eq: [{ $size: '$outbox' }, 0] }, '$$REMOVE', '$outboxAt'] },
      outboxLease: { $cond: [{ $eq: ['$outboxLease.owner', owner] }, '$$REMOVE', '$outboxLease'] },
    },
  },
];
