export type { AggregateDocument, PendingEvent, StateOf } from './aggregate-document';
export { AggregateStore, type Index } from './aggregate-store';
export { upsertIfNewer, type Projection } from './apply-newer';
export { decodeCursor, encodeCursor, InvalidCursorError } from './cursor';
export { Database, type Log } from './database';
export {
  ConflictError,
  DatabaseUnavailableError,
  DuplicateKeyError,
  OutboxFullError,
  translateErrors,
} from './errors';
export { MongoOutbox, type Claim, type ClaimedAggregate, type ClaimRequest } from './outbox';
export { ProcessedMessages, type ProcessedMessagesOptions } from './inbox';
