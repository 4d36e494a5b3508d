import type { Channel } from 'amqplib';
import { within } from '../delivery/timers';
import type { OpenConnection } from './open-connection';

/** A channel that is set up, until `closed`. */
export interface OpenChannel<C extends Channel> {
  readonly channel: C;
  /** Resolves with the cause, also when the whole connection closes; never rejects. */
  readonly closed: Promise<Error>;
  /** Aborts when the channel is closed. */
  readonly signal: AbortSignal;
}

/** More than declaring takes on a busy broker; one that needs longer counts as unavailable. */
const setupTimeoutMs = 10_000;

/**
 * Opens a channel and sets it up. Rejects when the broker rejects a part of the setup. When the connection cannot open a
 * channel, or does not answer, it is destroyed.
 */
export async function openChannel<C extends Channel>(
  connection: OpenConnection,
  create: () => Promise<C>,
  setup: (opened: OpenChannel<C>) => Promise<void>,
): Promise<OpenChannel<C>> {
  const opened = await destroyOnFailure(
    connection,
    create().then((channel) => watch(channel, connection)),
  );
  const ready = setup(opened).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  const failure = await destroyOnFailure(connection, Promise.race([ready, opened.closed]));
  if (failure === undefined) return opened;
  void opened.channel.close().catch(() => undefined);
  throw failure;
}

async function destroyOnFailure<T>(connection: OpenConnection, work: Promise<T>): Promise<T> {
  try {
    return await within(setupTimeoutMs, work, 'setting up a channel');
  } catch (error) {
    connection.destroy(error as Error);
    throw error;
  }
}

function watch<C extends Channel>(channel: C, connection: OpenConnection): OpenChannel<C> {
  const closing = new AbortController();
  let cause: Error | undefined;
  channel.on('error', (error) => (cause = error));
  channel.on('close', () => closing.abort(cause ?? new Error('channel closed')));
  const alongWithConnection = () => closing.abort(connection.signal.reason);
  connection.signal.addEventListener('abort', alongWithConnection, { signal: closing.signal });
  const closed = new Promise<Error>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(closing.signal.reason as Error));
  });
  return { channel, closed, signal: closing.signal };
}
