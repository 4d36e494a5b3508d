import { mongo } from 'mongoose';
import { DatabaseUnavailableError, DuplicateKeyError, OutboxFullError } from './errors';

/** In milliseconds. The driver's own `timeoutMS` does not end an operation on an open connection that is never answered. */
const deadlineMs = 5_000;

/**
 * Runs a database operation for at most 5 s. Fails with DatabaseUnavailableError (also when the time is over; a write may
 * still happen then), DuplicateKeyError or OutboxFullError, or with the driver's own error when it is none of these.
 */
export async function runOperation<T>(operation: () => PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseUnavailableError(new Error(`no answer in ${deadlineMs} ms`))),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([operation(), deadline]);
  } catch (error) {
    throw translate(error as mongo.MongoServerError);
  } finally {
    clearTimeout(timer);
  }
}

const unavailable = new Set([
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongoServerClosedError',
  'MongoStalePrimaryError',
  'MongoOperationTimeoutError',
]);

/** What a server answers during a failover, a shutdown, under pressure or while it reaches no majority, and its own time limits. */
const failoverCodes = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  112, // WriteConflict
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  365, // TemporarilyUnavailable
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

const failoverLabels = ['RetryableWriteError', 'TransientTransactionError'];

/** BSONObjectTooLarge, and the code of an update whose result would be too large. */
const tooLarge = new Set([10334, 17419]);

function translate(error: mongo.MongoServerError): Error {
  if (error.code === 11000) return new DuplicateKeyError((error.keyPattern ?? {}) as Record<string, unknown>);
  if (tooLarge.has(Number(error.code))) return new OutboxFullError();
  return isUnavailable(error) ? new DatabaseUnavailableError(error) : error;
}

function isUnavailable(error: mongo.MongoServerError): boolean {
  if (error instanceof mongo.MongoNetworkError || isSocketError(error as Error)) return true;
  if (unavailable.has(error.name) || failoverCodes.has(Number(error.code))) return true;
  if (error.name === 'MongooseError') return error.message.includes('before initial connection');
  return failoverLabels.some((label) => error.errorLabels?.includes(label));
}

/** The driver passes on what a socket says that breaks within a write. */
const isSocketError = ({ code, syscall }: NodeJS.ErrnoException): boolean =>
  syscall !== undefined || /^ERR_(SOCKET|STREAM)_/.test(String(code));
