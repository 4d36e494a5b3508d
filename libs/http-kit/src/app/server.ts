import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { problems, type ProblemCode } from '@courses/contracts';
import type { Express, Request as ExpressRequest, Response as ExpressResponse } from 'express';
import { monomorphicMessageClasses } from './monomorphic-message-classes';
import type { StopReason } from './run-service';

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /**
   * Fails readiness and announces in every response that its connection closes. For `SIGTERM` it goes on for 3 s with all
   * that, so that a client that keeps connections learns it from a response, not from a reset. Then it accepts no new
   * connection, closes idle ones, waits for responses in flight, and closes what is left after the grace period.
   */
  stop(reason?: StopReason): Promise<void>;
}

export interface ServeOptions {
  /** 0 selects a free port. */
  port: number;
  /** How long `stop` waits for responses in flight after draining, in milliseconds. Default 6,000. */
  graceMs?: number;
}

/** How long idle connections stay open after SIGTERM, in milliseconds. */
const drainMs = 3_000;

/**
 * Listens. Fails with the operating system's error (`EADDRINUSE`, `EACCES`) when it cannot.
 * Headers are limited to 16 KiB and 10 s, a request to 30 s; a client that is slower gets 408 and its connection is closed.
 */
export async function serve(app: Express, { port, graceMs = 6_000 }: ServeOptions): Promise<HttpServer> {
  const server = createServer(
    {
      ...monomorphicMessageClasses(app),
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
    },
    (req, res) => {
      if (!res.socket) closeWithConnection(req, res);
      app(req as ExpressRequest, res as ExpressResponse);
    },
  );
  server.on('clientError', answerClientError);
  await once(server.listen(port), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(reason) {
      app.locals.stopping = true;
      if (reason === 'SIGTERM') await pause(drainMs);
      await close(server, graceMs);
    },
  };
}

/** Responses to pipelined requests that wait for earlier responses on their connection. */
const pipelined = new WeakMap<Socket, Set<ServerResponse>>();

/** Node does not close such a response when its connection is lost, so its request would never be logged as finished. */
function closeWithConnection({ socket }: IncomingMessage, res: ServerResponse): void {
  const waiting = pipelined.get(socket) ?? new Set();
  if (!pipelined.has(socket)) {
    pipelined.set(socket, waiting);
    socket.once('close', () => {
      for (const lost of waiting) lost.destroy();
      // Node 20 does not emit it; Node 24 does.
      setImmediate(() => waiting.forEach((lost) => lost.emit('close')));
    });
  }
  waiting.add(res);
  res.once('close', () => waiting.delete(res));
}

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A keep-alive connection becomes idle only after its response.
  const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
  const forceClose = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(forceClose);
}

const clientErrors: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Malformed HTTP never reaches Express; its problem document is written here. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isBeingAnswered(socket)) {
    socket.destroy();
    return;
  }
  const code = clientErrors[error.code ?? ''] ?? 'malformed-request';
  const { status, title } = problems[code];
  const body = JSON.stringify({ type: `urn:courses:problem:${code}`, title, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
  // The client gets time to read the response; one that never closes would hold the connection.
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

const lingerMs = 1_000;

/** A response to an earlier request is in flight: ours would be read as a part of it. Node's default handler checks the same. */
function isBeingAnswered(socket: Socket): boolean {
  const { _httpMessage: inFlight } = socket as Socket & { _httpMessage?: ServerResponse | null };
  return inFlight?.headersSent === true;
}
