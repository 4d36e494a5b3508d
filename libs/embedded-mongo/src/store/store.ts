import { Collection } from './collection';
import { CursorRegistry } from './cursors';

/** All databases of one server. */
export class Store {
  readonly cursors = new CursorRegistry();
  private readonly databases = new Map<string, Map<string, Collection>>();

  databaseNames(): string[] {
    return [...this.databases]
      .filter(([, collections]) => collections.size > 0)
      .map(([name]) => name)
      .sort();
  }

  collections(database: string): Map<string, Collection> {
    const found = this.databases.get(database) ?? new Map<string, Collection>();
    this.databases.set(database, found);
    return found;
  }

  find(database: string, name: string): Collection | undefined {
    return this.databases.get(database)?.get(name);
  }

  open(database: string, name: string): Collection {
    const collections = this.collections(database);
    const collection = collections.get(name) ?? new Collection(`${database}.${name}`);
    collections.set(name, collection);
    return collection;
  }

  dropDatabase(database: string): void {
    this.databases.delete(database);
  }

  /** Removes what has outlived its time-to-live index, and forgotten cursors. */
  sweep(now: number): void {
    this.cursors.sweep(now);
    for (const collections of this.databases.values()) {
      for (const collection of collections.values()) expire(collection, now);
    }
  }
}

function expire(collection: Collection, now: number): void {
  for (const { spec, fields } of collection.indexes.values()) {
    if (spec.expireAfterSeconds === undefined) continue;
    const before = new Date(now - spec.expireAfterSeconds * 1000);
    const filter = { ...spec.partialFilterExpression };
    for (const stored of collection.find({ filter: { $and: [filter, { [fields[0]!]: { $lt: before } }] } })) {
      collection.remove(stored);
    }
  }
}
