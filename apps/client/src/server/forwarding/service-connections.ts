import { buildConnector, Pool } from 'undici';

/**
 * Unused connections are closed after it, in milliseconds. A service that stops keeps idle connections open for 3 s: each is
 * used in that time, and its response announces the end, or is closed here. None is closed just as a request is sent.
 */
const idleMs = 2_000;

/** A pool keeps its largest size; more requests than these wait. A single caller may send thousands at once (pipelining). */
const mostConnections = 512;

/** Keep-alive connections to a service, one for each request in flight. */
export function connectionsTo(url: URL, timeoutMs: number): Pool {
  const connect = buildConnector({ timeout: timeoutMs });
  return new Pool(url.origin, {
    connect: (options, callback) =>
      connect(options, (...result) => {
        const [, socket] = result;
        socket?.prependListener('error', (error) => void Object.assign(error, { socket }));
        callback(...result);
      }),
    connections: mostConnections,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
  });
}

interface SocketFailure extends Error {
  code?: string;
  socket?: { bytesRead?: number } | null;
}

/** With others, a malformed response for example, the service has answered. */
const lost = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** Whether a connection was lost that had carried a response before. */
export const wasReused = ({ code = '', socket }: SocketFailure): boolean =>
  lost.includes(code) && (socket?.bytesRead ?? 0) > 0;
