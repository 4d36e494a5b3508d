export type { AggregateDocument, PendingEvent, StateOf } from './aggregate-document';
export { AggregateStore, type Index, type Order, type PageQuery } from './aggregate-store';
export { upsertIfNewer, type ProjectionDocument } from './upsert-if-newer';
export { decodeCursor, encodeCursor, InvalidCursorError } from './cursor';
export { Database, type Log } from './database';
export {
  ConflictError,
  DatabaseUnavailableError,
  DuplicateKeyError,
  OutboxFullError,
} from './errors';
export { runOperation } from './run-operation';
export { fromNow, isOver } from './database-time';
export { MongoInbox, type MongoInboxOptions } from './inbox';
export { MongoOutbox } from './outbox';
