import { Schema, type Model, type QueryFilter, type SchemaDefinition, type UpdateQuery } from 'mongoose';
import type { AggregateDocument, PendingEvent, StateOf } from './aggregate-document';
import { decodeCursor, encodeCursor } from './cursor';
import type { Database } from './database';
import { ConflictError } from './errors';
import { withOrigin } from './event-origin';
import { runOperation } from './run-operation';
import { MongoOutbox } from './outbox';

export interface Index {
  keys: Record<string, 1 | -1>;
  options?: {
    unique?: boolean;
    sparse?: boolean;
    partialFilterExpression?: Record<string, unknown>;
    name?: string;
  };
}

/** The order of a list: by one field with unique values, so that a page can continue after the last one. */
export interface Order {
  name: string;
  field: string;
  direction: 1 | -1;
}

/** By `_id`: a uuid v7 begins with the time. */
const newestFirst: Order = { name: 'newest', field: '_id', direction: -1 };

export interface PageQuery<Document> {
  filter: QueryFilter<Document>;
  /** Default: newest first. */
  order?: Order;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Fields to leave out. */
  without?: Record<string, 0>;
}

const outboxFields = { outbox: 0, outboxAt: 0, outboxLease: 0 } as const;

/**
 * One collection of aggregates. Each write changes the state, the version and the outgoing events of one document in
 * one atomic operation; there is no other way to publish an event.
 *
 * An event that the relay could never publish is rejected before anything is written, with the relay's own error.
 *
 * Every method fails with DatabaseUnavailableError while the database is away, and with OutboxFullError when the
 * pending events leave no room in the document (16 MiB).
 */
export class AggregateStore<Document extends AggregateDocument> {
  readonly model: Model<Document>;
  readonly outbox: MongoOutbox;

  constructor(
    private readonly database: Database,
    collection: string,
    fields: SchemaDefinition,
    indexes: Index[] = [],
  ) {
    const schema = new Schema(
      {
        _id: String,
        version: Number,
        outbox: [Schema.Types.Mixed],
        outboxAt: Date,
        outboxLease: Object,
        ...fields,
      },
      {
        collection,
        versionKey: false,
        minimize: false,
        bufferCommands: false,
        autoCreate: false,
        autoIndex: false,
        strict: 'throw',
        strictQuery: 'throw',
      },
    );
    schema.index({ outboxAt: 1 }, { sparse: true });
    for (const { keys, options } of indexes) schema.index(keys, options);
    this.model = database.connection.model(collection, schema) as unknown as Model<Document>;
    this.outbox = new MongoOutbox(database.connection, collection);
    database.prepare(() => this.model.createIndexes());
  }

  /** The state of an aggregate without the fields that `without` names, or undefined. */
  find(id: string, without: Record<string, 0> = {}): Promise<StateOf<Document> | undefined> {
    return this.findOne({ _id: id }, without);
  }

  /** The state of the aggregate that matches, or undefined. */
  async findOne(
    filter: QueryFilter<Document>,
    without: Record<string, 0> = {},
  ): Promise<StateOf<Document> | undefined> {
    const found = await runOperation(() =>
      this.model.findOne(filter, { ...outboxFields, ...without }).lean<StateOf<Document> | null>(),
    );
    return found ?? undefined;
  }

  /** One page of the aggregates that match. Fails with InvalidCursorError. */
  async page({ filter, order = newestFirst, limit, cursor, without = {} }: PageQuery<Document>) {
    const { name, field, direction } = order;
    const after = direction === 1 ? '$gt' : '$lt';
    const rest = cursor === undefined ? {} : { [field]: { [after]: decodeCursor(name, cursor) } };
    const found = await runOperation(() =>
      this.model
        .find({ ...filter, ...rest } as QueryFilter<Document>, { ...outboxFields, ...without })
        .sort({ [field]: direction })
        .limit(limit + 1)
        .lean<StateOf<Document>[]>(),
    );
    const items = found.slice(0, limit);
    const last = items.at(-1) as Record<string, unknown> | undefined;
    const nextCursor = found.length > limit && last ? encodeCursor(name, String(last[field])) : undefined;
    return { items, ...(nextCursor && { nextCursor }) };
  }

  /** Stores a new aggregate with its events. Fails with DuplicateKeyError. */
  async insert(state: StateOf<Document>, events: PendingEvent[]): Promise<void> {
    this.outbox.validate(events);
    const pending = events.length > 0 ? { outboxAt: new Date() } : {};
    const outbox = withOrigin(this.database.tracer, events);
    await runOperation(() => this.model.insertOne({ ...state, outbox, ...pending } as never));
    this.outbox.notify(events);
  }

  /** Stores `state`, whose version is one above that of the document. Fails with ConflictError when it is not. */
  async replace(state: StateOf<Document>, events: PendingEvent[]): Promise<void> {
    const { _id, version, ...fields } = state;
    const filter = { _id, version: version - 1 } as QueryFilter<Document>;
    const changed = await this.change(filter, { $set: fields } as UpdateQuery<Document>, events);
    if (!changed) throw new ConflictError(this.model.collection.name, _id);
  }

  /**
   * Changes the one document that matches, raises its version and appends the events, all at once.
   * Returns whether a document matched.
   */
  async change(
    filter: QueryFilter<Document>,
    update: UpdateQuery<Document>,
    events: PendingEvent[],
  ): Promise<boolean> {
    this.outbox.validate(events);
    const whole = {
      ...update,
      // Earlier pending events keep their place in the queue.
      ...(events.length > 0 ? { $min: { ...update.$min, outboxAt: new Date() } } : {}),
      $inc: { ...update.$inc, version: 1 },
      $push: { ...update.$push, outbox: { $each: withOrigin(this.database.tracer, events) } },
    } as UpdateQuery<Document>;
    const { matchedCount } = await runOperation(() => this.model.updateOne(filter, whole).exec());
    if (matchedCount === 0) return false;
    this.outbox.notify(events);
    return true;
  }
}
