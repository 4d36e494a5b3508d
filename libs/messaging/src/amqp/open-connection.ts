import { setMaxListeners } from 'node:events';
import { connect, type ChannelModel } from 'amqplib';
import { within } from '../delivery/timers';

export interface ConnectionOptions {
  /** The node to connect to. */
  nextUrl: () => string;
  /** Shown by the broker's tools. */
  name: string;
  heartbeatSeconds: number;
  handshakeTimeoutMs: number;
}

/** An open connection, until `closed`. */
export interface OpenConnection {
  readonly model: ChannelModel;
  /** Resolves with the cause; never rejects. */
  readonly closed: Promise<Error>;
  /** Aborts when the connection is closed. */
  readonly signal: AbortSignal;
  /** Closes the socket at once: for a peer that does not answer. */
  destroy(cause: Error): void;
  /** Closes gracefully, or destroys after 2 s. Never rejects. */
  close(): Promise<void>;
}

/**
 * Connects, and leaves nothing behind when that fails. Rejects when the handshake takes too long or `signal` aborts.
 *
 * amqplib's own recovery is not used: in 2.3.1 it misses a connection that closes while `setup` awaits, crashes on a reset
 * during `setup`, and has no limit of time for the handshake.
 */
export async function openConnection(
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<OpenConnection> {
  const socket = new AbortController();
  const abort = () => socket.abort(new Error('the bus was stopped'));
  const late = `no AMQP handshake within ${options.handshakeTimeoutMs} ms`;
  const timer = setTimeout(() => socket.abort(new Error(late)), options.handshakeTimeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const socketOptions = {
      signal: socket.signal,
      noDelay: true,
      clientProperties: { connection_name: options.name },
    };
    const model = await connect(withHeartbeat(options.nextUrl(), options.heartbeatSeconds), socketOptions);
    return watch(model, socket);
  } catch (error) {
    throw socket.signal.aborted ? socket.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** Must run in the same turn as the connect: a connection without listeners takes the process down when it breaks. */
function watch(model: ChannelModel, socket: AbortController): OpenConnection {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one for each channel
  let cause: Error | undefined;
  const closed = new Promise<Error>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(closing.signal.reason as Error));
  });
  model.on('error', (error) => (cause = error));
  model.on('close', (error) => {
    closing.abort(cause ?? error ?? new Error('connection closed'));
    // amqplib ends the socket but never destroys it; towards a dead peer that lingers for minutes
    setTimeout(() => socket.abort(), 1_000).unref();
  });
  const destroy = (reason: Error) => {
    socket.abort(reason);
    closing.abort(reason);
  };
  const close = async () => {
    await within(2_000, Promise.race([model.close(), closed]), 'closing').catch(() => undefined);
    destroy(new Error('closed by this side'));
  };
  return { model, closed, signal: closing.signal, destroy, close };
}

/** A dead peer is noticed after two to three heartbeats. */
function withHeartbeat(url: string, heartbeatSeconds: number): string {
  const parsed = new URL(url);
  parsed.searchParams.set('heartbeat', String(heartbeatSeconds));
  return parsed.toString();
}
