export { AggregateStore, type AggregateDocument, type Index, type StateOf } from './aggregate-store';
export { decodeCursor, encodeCursor, InvalidCursorError } from './cursor';
export { Database, type Log } from './database';
export {
  ConflictError,
  DatabaseUnavailableError,
  DuplicateKeyError,
  OutboxFullError,
  translateErrors,
} from './errors';
export { MongoOutbox, type ClaimedAggregate, type PendingEvent } from './outbox';
