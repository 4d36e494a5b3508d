import type { EventMessage } from '@courses/contracts';
import type { Claim, ClaimRequest, Outbox, PendingEvents, Settlement } from '@courses/messaging';
import { mongo, type Connection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import type { AggregateDocument } from './aggregate-document';
import { fromNow, isOver } from './database-time';
import { DatabaseUnavailableError } from './errors';
import { runOperation } from './run-operation';

interface Pending {
  _id: string;
  outboxLease?: { owner: string };
}

/**
 * The pending events in the documents of one collection. A relay claims aggregates for the time of a lease, publishes their
 * events and settles what was confirmed; several relays may do so at once.
 */
export class MongoOutbox implements Outbox {
  private readonly listeners = new Set<() => void>();
  private validator: (event: EventMessage) => void = () => undefined;

  constructor(
    private readonly connection: Connection,
    /** Of the collection. */
    readonly name: string,
  ) {}

  onPending(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setValidator(validator: (event: EventMessage) => void): void {
    this.validator = validator;
  }

  /** Throws the validator's error for an event that could never be published. */
  validate(events: EventMessage[]): void {
    events.forEach(this.validator);
  }

  /** Calls the listeners, after a commit with these events. */
  notify(events: EventMessage[]): void {
    if (events.length > 0) for (const listener of this.listeners) listener();
  }

  async claim(request: ClaimRequest): Promise<Claim> {
    // Before the first connection there is nothing to claim; the relay polls again.
    if (!this.connection.db) return { aggregates: [], hasMore: false, takenOver: 0 };
    return runOperation(async () => {
      const found = await this.findPending(request.limit + 1);
      const chosen = found.slice(0, request.limit);
      const claim = uuidv7();
      const leased = await this.lease(chosen, claim, request);
      const aggregates = leased === 0 ? [] : await this.read(chosen, claim, request.maxBytes);
      if (aggregates.length < leased) await this.release(chosen, claim, aggregates);
      return {
        aggregates,
        hasMore: found.length > chosen.length || aggregates.length < leased,
        takenOver: countTakenOver(chosen, aggregates, request.owner),
      };
    });
  }

  async settle(owner: string, settlements: Settlement[]): Promise<void> {
    const isConfirmed = ({ confirmed }: Settlement) => confirmed.length > 0;
    const groups = [settlements.filter(isConfirmed), settlements.filter((one) => !isConfirmed(one))];
    // One statement for each group: a server under load may let each statement wait for its turn.
    const operations = groups.filter(({ length }) => length > 0).map((group) => settling(owner, group));
    if (operations.length === 0) return;
    await runOperation(() => this.collection.bulkWrite(operations, { ordered: false }));
  }

  async pending(): Promise<{ aggregates: number; oldest: Date | undefined }> {
    const [aggregates, oldest] = await runOperation(() =>
      Promise.all([
        this.collection.countDocuments(pending),
        this.collection.findOne(pending, { projection: { outboxAt: 1 }, sort: { outboxAt: 1 } }),
      ]),
    );
    return { aggregates, oldest: oldest?.outboxAt };
  }

  private findPending(limit: number): Promise<Pending[]> {
    return this.collection
      .find({ ...pending, ...free }, { projection: { 'outboxLease.owner': 1 }, sort: { outboxAt: 1 }, limit })
      .toArray();
  }

  /** Leases those that no other relay has leased meanwhile; returns how many. */
  private async lease(chosen: Pending[], claim: string, { owner, leaseMs }: ClaimRequest): Promise<number> {
    if (chosen.length === 0) return 0;
    const { matchedCount } = await this.collection.updateMany(
      { _id: { $in: chosen.map(({ _id }) => _id) }, ...pending, ...free },
      [{ $set: { outboxLease: { owner, claim, until: fromNow(leaseMs) } } }],
    );
    return matchedCount;
  }

  /** Reads the leased documents until they reach `maxBytes`; the driver buffers one batch of 16 MiB at most. */
  private async read(chosen: Pending[], claim: string, maxBytes: number): Promise<PendingEvents[]> {
    const ids = chosen.map(({ _id }) => _id);
    const leased = this.collection.find(
      { _id: { $in: ids }, 'outboxLease.claim': claim },
      { projection: { outbox: 1 } },
    );
    const eventsOf = new Map<string, EventMessage[]>();
    let bytes = 0;
    for await (const document of leased) {
      // A document that something else wrote may lack it.
      eventsOf.set(document._id, Array.isArray(document.outbox) ? document.outbox : []);
      bytes += mongo.BSON.calculateObjectSize(document);
      if (bytes >= maxBytes) break;
    }
    return ids.flatMap((aggregateId) => {
      const events = eventsOf.get(aggregateId);
      return events ? [{ aggregateId, events }] : [];
    });
  }

  /** Ends the leases of those that were not read. */
  private async release(chosen: Pending[], claim: string, read: PendingEvents[]): Promise<void> {
    const kept = new Set(read.map(({ aggregateId }) => aggregateId));
    const ids = chosen.map(({ _id }) => _id).filter((id) => !kept.has(id));
    await this.collection.updateMany(
      { _id: { $in: ids }, 'outboxLease.claim': claim },
      { $unset: { outboxLease: 1 } },
    );
  }

  /** The driver's own collection: mongoose would cast the events. */
  private get collection() {
    const { db } = this.connection;
    if (!db) throw new DatabaseUnavailableError('not connected yet');
    // A claim or a removal that a killed database loses only leads to a redelivery: no need to wait for its journal.
    return db.collection<AggregateDocument>(this.name, { writeConcern: { w: 1, journal: false } });
  }
}

const pending = { outboxAt: { $exists: true } };
const free = { $expr: isOver('$outboxLease.until') };

/**
 * Removes the events up to the last confirmed one, unless another relay has removed that already, and the owner's lease. One
 * pipeline, so that events that are appended meanwhile stay and keep the document pending, since now.
 */
function settling(owner: string, settlements: Settlement[]) {
  const aggregateIds = settlements.map(({ aggregateId }) => aggregateId);
  const lastIds = settlements.flatMap(({ confirmed }) => confirmed.slice(-1));
  const update = [
    ...(lastIds.length > 0 ? [{ $set: { outbox: eventsAfter(lastIds, aggregateIds) } }] : []),
    {
      $set: {
        outboxAt: {
          $cond: [
            { $eq: [{ $size: storedEvents }, 0] },
            '$$REMOVE',
            lastIds.length > 0 ? '$$NOW' : '$outboxAt',
          ],
        },
        outboxLease: { $cond: [{ $eq: ['$outboxLease.owner', owner] }, '$$REMOVE', '$outboxLease'] },
      },
    },
  ];
  return {
    updateMany: { filter: { _id: { $in: aggregateIds } }, update },
  };
}

/** A document that others wrote may lack the field. */
const storedEvents = { $ifNull: ['$outbox', []] };

/** Each aggregate has the last id at its own place. Ids are compared as arrays of one, because that is what `$slice` gives. */
const eventsAfter = (lastIds: string[], aggregateIds: string[]) => {
  const last = { $slice: [lastIds, { $indexOfArray: [aggregateIds, '$_id'] }, 1] };
  const ids = { $map: { input: storedEvents, in: ['$$this.id'] } };
  return {
    $slice: [
      storedEvents,
      { $add: [{ $indexOfArray: [ids, last] }, 1] },
      { $max: [1, { $size: storedEvents }] },
    ],
  };
};

function countTakenOver(chosen: Pending[], read: PendingEvents[], owner: string): number {
  const expired = chosen.filter(({ outboxLease }) => outboxLease && outboxLease.owner !== owner);
  const ids = new Set(expired.map(({ _id }) => _id));
  return read.filter(({ aggregateId }) => ids.has(aggregateId)).length;
}
