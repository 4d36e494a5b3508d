import { upsertIfNewer, translateErrors, type Database, type Projection } from '@courses/mongo';
import { Schema, type Model, type QueryFilter } from 'mongoose';
import type { Copies } from '../domain/copies';

interface CopyDocument extends Projection {
  state: unknown;
}

const schemaOf = (collection: string) =>
  new Schema<CopyDocument>(
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

export class MongoCopies<State> implements Copies<State> {
  private readonly model: Model<CopyDocument>;

  constructor(database: Database, collection: string) {
    this.model = database.connection.model<CopyDocument>(collection, schemaOf(collection));
  }

  async keep(id: string, version: number, state: State): Promise<void> {
    await upsertIfNewer(this.model, { _id: id, sourceVersion: version, state });
  }

  async read(ids: readonly string[]): Promise<ReadonlyMap<string, State>> {
    const found = await translateErrors(() =>
      this.model.find({ _id: { $in: ids } } as QueryFilter<CopyDocument>).lean<CopyDocument[]>(),
    );
    return new Map(found.map(({ _id, state }) => [_id, state as State]));
  }
}
