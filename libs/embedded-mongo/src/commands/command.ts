import { badValue, CommandError, typeMismatch } from '../errors';
import { compilerIn, type Compile, type Scope } from '../query/expressions';
import { isDoc, type Doc } from '../query/values';
import type { Collection } from '../store/collection';
import type { Store } from '../store/store';

/** One command as a handler sees it. */
export class Command {
  private readonly now = new Date();

  constructor(
    readonly store: Store,
    readonly name: string,
    readonly doc: Doc,
    readonly database: string,
  ) {}

  /** The collection that the command names as its first value. */
  get collectionName(): string {
    const name = this.doc[this.name];
    if (typeof name !== 'string') throw badValue(`collection name has invalid type`);
    if (name === '' || name.includes('\0') || name.includes('$')) {
      throw new CommandError(73, `Invalid namespace specified '${this.database}.${name}'`);
    }
    return name;
  }

  /** What the command's expressions see. */
  get scope(): Scope {
    return { variables: this.object('let'), now: this.now };
  }

  get compile(): Compile {
    return compilerIn(this.scope);
  }

  get namespace(): string {
    return `${this.database}.${this.collectionName}`;
  }

  /** Undefined while nobody has written to it. */
  get existing(): Collection | undefined {
    return this.store.find(this.database, this.collectionName);
  }

  /** Like MongoDB, a write creates the collection it names. */
  openCollection(): Collection {
    return this.store.open(this.database, this.collectionName);
  }

  object(field: string, source: Doc = this.doc): Doc {
    const value = source[field];
    if (value === undefined) return {};
    if (!isDoc(value))
      throw typeMismatch(`BSON field '${this.name}.${field}' is the wrong type, expected type 'object'`);
    return value;
  }

  array(field: string): Doc[] {
    const value = this.doc[field];
    if (Array.isArray(value) && value.every(isDoc)) return value;
    if (value === undefined)
      throw new CommandError(40414, `BSON field '${this.name}.${field}' is missing but a required field`);
    throw typeMismatch(`BSON field '${this.name}.${field}' is the wrong type, expected type 'array'`);
  }

  /** A non-negative number, or the default. */
  count(field: string, missing: number, source: Doc = this.doc): number {
    const value = source[field];
    if (value === undefined) return missing;
    if (typeof value !== 'number')
      throw typeMismatch(`BSON field '${this.name}.${field}' is the wrong type, expected a number`);
    if (value < 0)
      throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${value}'`);
    return value;
  }
}

/** Better refused than ignored: the order and the equality of strings would be others. */
export function refuseCollation({ collation }: Doc): void {
  if (isDoc(collation) && collation.locale !== 'simple') {
    throw badValue('collation is not supported by embedded-mongo');
  }
}

export type Handler = (command: Command) => Doc;
export type Handlers = Record<string, Handler>;
