import { upsertIfNewer, runOperation, type Database, type ProjectionDocument } from '@courses/mongo';
import { Schema, type Model, type QueryFilter } from 'mongoose';
import type { Projection } from '../domain/projection';

interface StateDocument extends ProjectionDocument {
  state: unknown;
}

const schemaOf = (collection: string) =>
  new Schema<StateDocument>(
    { _id: String, sourceVersion: Number, state: Schema.Types.Mixed },
    {
      collection,
      versionKey: false,
      minimize: false,
      bufferCommands: false,
      autoCreate: false,
      autoIndex: false,
    },
  );

export class MongoProjection<State> implements Projection<State> {
  private readonly model: Model<StateDocument>;

  constructor(database: Database, collection: string) {
    this.model = database.connection.model<StateDocument>(collection, schemaOf(collection));
  }

  async upsertIfNewer(id: string, version: number, state: State): Promise<void> {
    await upsertIfNewer(this.model, { _id: id, sourceVersion: version, state });
  }

  async find(ids: readonly string[]): Promise<ReadonlyMap<string, State>> {
    const found = await runOperation(() =>
      this.model.find({ _id: { $in: ids } } as QueryFilter<StateDocument>).lean<StateDocument[]>(),
    );
    return new Map(found.map(({ _id, state }) => [_id, state as State]));
  }
}
