import { mongo, type Connection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import type { AggregateDocument, PendingEvent } from './aggregate-document';
import { DatabaseUnavailableError, translateErrors } from './errors';
import { touched, untouched, type Settled } from './outbox-settling';

export interface ClaimedAggregate<Event> {
  aggregateId: string;
  events: Event[];
}

export interface Claim<Event> {
  /** Those that have waited longest, first. */
  aggregates: ClaimedAggregate<Event>[];
  /** Others wait that this claim had no room for. */
  more: boolean;
  /** How many of them had a lease of another owner that had run out. */
  takenOver: number;
}

export interface ClaimRequest {
  owner: string;
  leaseMs: number;
  /** Aggregates. */
  limit: number;
  /** Of their documents' pending events; the first aggregate is claimed whatever its size. */
  maxBytes: number;
}

interface Waiting {
  _id: string;
  outboxLease?: { owner: string };
}

/**
 * Claims' worth of aggregates that one look for waiting ones brings. Not every database stops to search once it has
 * enough: there, looking before each claim would take longer the more aggregates wait.
 */
const claimsPerLook = 32;

/**
 * The events that wait in the documents of one collection. A relay claims aggregates for the time of a lease,
 * publishes their events and settles what was confirmed; several relays may do so at once.
 */
export class MongoOutbox {
  private readonly listeners = new Set<() => void>();
  private check: (event: never) => void = () => undefined;
  /** Found by the last look and not claimed yet, the longest waiting first. */
  private waiting: Waiting[] = [];
  /** More may wait than the last look could bring. */
  private unseen = false;
  private contended = false;

  constructor(
    private readonly connection: Connection,
    /** Of the collection. */
    readonly name: string,
  ) {}

  /** Calls the listener after each commit with events in this process. Returns the way to stop that. */
  onPending(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** From now on events for which `check` throws are refused before anything is written. */
  guard(check: (event: never) => void): void {
    this.check = check;
  }

  /** Throws what the guard throws. */
  assertValid(events: PendingEvent[]): void {
    for (const event of events) this.check(event as never);
  }

  notify(events: PendingEvent[]): void {
    if (events.length > 0) for (const listener of this.listeners) listener();
  }

  /** Claims aggregates with pending events and no living lease, the longest waiting first, for `leaseMs` milliseconds. */
  async claim<Event extends PendingEvent>(request: ClaimRequest): Promise<Claim<Event>> {
    // Before the first connection there is nothing to claim; the relay polls again.
    if (!this.connection.db) return { aggregates: [], more: false, takenOver: 0 };
    return translateErrors(async () => {
      if (this.waiting.length < request.limit) this.waiting = await this.look(request.limit);
      const chosen = this.waiting.splice(0, request.limit);
      const claim = uuidv7();
      const leased = await this.lease(chosen, claim, request);
      if (leased < chosen.length) this.moveAway();
      const read = leased === 0 ? [] : await this.read<Event>(chosen, claim, request.maxBytes);
      if (read.length < leased) await this.giveBack(chosen, claim, read);
      const more = this.waiting.length > 0 || this.unseen || read.length < leased;
      return { aggregates: read, more, takenOver: takenOver(chosen, read, request.owner) };
    });
  }

  /** Removes the confirmed events, which are the oldest ones, and ends the owner's leases, in one bulk write. */
  async settle(owner: string, results: Settled[]): Promise<void> {
    if (results.length === 0) return;
    const settled = await this.updateAll(results.map((result) => untouched(owner, result)));
    // Another relay removed some of them meanwhile.
    if (settled < results.length) await this.updateAll(results.map((result) => touched(owner, result)));
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

  private async updateAll(
    updates: { filter: mongo.Filter<AggregateDocument>; update: mongo.Document[] }[],
  ): Promise<number> {
    const operations = updates.map((updateOne) => ({ updateOne }));
    return (await translateErrors(() => this.collection.bulkWrite(operations, { ordered: false })))
      .matchedCount;
  }

  private async look(limit: number): Promise<Waiting[]> {
    const now = new Date();
    const most = limit * claimsPerLook;
    const found = await this.collection
      .find(
        { outboxAt: { $lte: now }, ...free(now) },
        { projection: { 'outboxLease.owner': 1 }, sort: { outboxAt: 1 }, limit: most },
      )
      .toArray();
    const start = this.contended && found.length > limit ? Math.floor(Math.random() * found.length) : 0;
    this.contended = false;
    this.unseen = found.length === most;
    return [...found.slice(start), ...found.slice(0, start)];
  }

  /** Another relay works on the same aggregates: look again, and begin at another place than it does. */
  private moveAway(): void {
    this.contended = true;
    this.unseen ||= this.waiting.length > 0;
    this.waiting = [];
  }

  private async lease(chosen: Waiting[], claim: string, { owner, leaseMs }: ClaimRequest): Promise<number> {
    if (chosen.length === 0) return 0;
    const now = new Date();
    const lease = { owner, claim, until: new Date(now.getTime() + leaseMs) };
    const operations = chosen.map(({ _id }) => ({
      updateOne: {
        filter: { _id, outboxAt: { $exists: true }, ...free(now) },
        update: { $set: { outboxLease: lease } },
      },
    }));
    const { matchedCount } = await this.collection.bulkWrite(operations, { ordered: false });
    return matchedCount;
  }

  /** Reads what was leased until it is enough; what the driver holds beside it is one answer of 16 MiB at most. */
  private async read<Event>(
    chosen: Waiting[],
    claim: string,
    maxBytes: number,
  ): Promise<ClaimedAggregate<Event>[]> {
    const place = new Map(chosen.map(({ _id }, index) => [_id, index]));
    const leased = this.collection.find(
      { _id: { $in: [...place.keys()] }, 'outboxLease.claim': claim },
      { projection: { outbox: 1 } },
    );
    const aggregates: ClaimedAggregate<Event>[] = [];
    let bytes = 0;
    for await (const document of leased) {
      // A document that others wrote may lack it.
      const events = Array.isArray(document.outbox) ? (document.outbox as Event[]) : [];
      aggregates.push({ aggregateId: document._id, events });
      bytes += mongo.BSON.calculateObjectSize(document);
      if (bytes >= maxBytes) break;
    }
    const at = ({ aggregateId }: ClaimedAggregate<Event>) => place.get(aggregateId) as number;
    return aggregates.sort((one, other) => at(one) - at(other));
  }

  private async giveBack(chosen: Waiting[], claim: string, kept: { aggregateId: string }[]): Promise<void> {
    const keptIds = new Set(kept.map(({ aggregateId }) => aggregateId));
    const operations = chosen
      .filter(({ _id }) => !keptIds.has(_id))
      .map(({ _id }) => ({
        updateOne: {
          filter: { _id, 'outboxLease.claim': claim },
          update: { $unset: { outboxLease: 1 as const } },
        },
      }));
    if (operations.length > 0) await this.collection.bulkWrite(operations, { ordered: false });
  }

  /** The driver's own collection: mongoose would cast what is opaque here. */
  private get collection() {
    const { db } = this.connection;
    if (!db) throw new DatabaseUnavailableError('not connected yet');
    // A claim or a removal that a killed database forgets only makes an event come again: no need to wait for its disk.
    return db.collection<AggregateDocument>(this.name, { writeConcern: { w: 1, journal: false } });
  }
}

const free = (now: Date) => ({ 'outboxLease.until': { $not: { $gt: now } } });

function takenOver(chosen: Waiting[], read: { aggregateId: string }[], owner: string): number {
  const left = chosen.filter(({ outboxLease }) => outboxLease && outboxLease.owner !== owner);
  const ids = new Set(left.map(({ _id }) => _id));
  return read.filter(({ aggregateId }) => ids.has(aggregateId)).length;
}
