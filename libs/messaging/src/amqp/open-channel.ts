import type { Channel } from 'amqplib';
import { within } from '../delivery/timers';
import type { OpenConnection } from './open-connection';

/** A channel that is ready for its work, until `closed`. */
export interface OpenChannel<C extends Channel> {
  readonly channel: C;
  /** Resolves with the cause, also when the whole connection closes; never rejects. */
  readonly closed: Promise<Error>;
  /** Aborts when the channel is closed. */
  readonly signal: AbortSignal;
}

/** More than declaring takes on a busy broker; a broker that needs longer is treated as gone. */
const setupTimeoutMs = 30_000;

/**
 * Opens a channel and prepares it. Rejects when the broker refuses a part of the preparation. When the connection
 * cannot even open a channel, or does not answer, it is given up.
 */
export async function openChannel<C extends Channel>(
  connection: OpenConnection,
  create: () => Promise<C>,
  setup: (opened: OpenChannel<C>) => Promise<void>,
): Promise<OpenChannel<C>> {
  const opened = await giveUpOnFailure(
    connection,
    create().then((channel) => watch(channel, connection)),
  );
  const ready = setup(opened).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  const failure = await giveUpOnFailure(connection, Promise.race([ready, opened.closed]));
  if (failure === undefined) return opened;
  void opened.channel.close().catch(() => undefined);
  throw failure;
}

async function giveUpOnFailure<T>(connection: OpenConnection, work: Promise<T>): Promise<T> {
  try {
    return await within(setupTimeoutMs, work, 'setting up a channel');
  } catch (error) {
    connection.destroy(error as Error);
    throw error;
  }
}

function watch<C extends Channel>(channel: C, connection: OpenConnection): OpenChannel<C> {
  const gone = new AbortController();
  let cause: Error | undefined;
  channel.on('error', (error) => (cause = error));
  channel.on('close', () => gone.abort(cause ?? new Error('channel closed')));
  const alongWithConnection = () => gone.abort(connection.signal.reason);
  connection.signal.addEventListener('abort', alongWithConnection, { signal: gone.signal });
  const closed = new Promise<Error>((resolve) => {
    gone.signal.addEventListener('abort', () => resolve(gone.signal.reason as Error));
  });
  return { channel, closed, signal: gone.signal };
}
