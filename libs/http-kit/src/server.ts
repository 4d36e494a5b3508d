import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { problems, type ProblemCode } from '@courses/contracts';
import type { Express, Request as ExpressRequest, Response as ExpressResponse } from 'express';
import type { ErrorBoundary } from './error-boundary';

export interface HttpServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Fails readiness, takes no new connection, waits for the answers in flight, then cuts what is left. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes a free port. */
  port: number;
  /** How long `stop` waits for answers in flight, in milliseconds. Default 8,000. */
  graceMs?: number;
}

/**
 * Listens. Fails with the operating system's error (`EADDRINUSE`, `EACCES`) when it cannot.
 * Headers are limited to 16 KiB, a request to 30 s.
 */
export async function serve(app: Express, { port, graceMs = 8_000 }: ServeOptions): Promise<HttpServer> {
  const server = createServer(
    {
      ...classesOf(app),
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
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
    stop: () => stop(app, server, graceMs),
  };
}

/**
 * Express gives each request and response its own prototype, and V8 then drops what it knows of their shapes: half of
 * the throughput. Objects that are born with those prototypes keep it. What a listener of theirs throws fails the request;
 * without that it would end the process.
 */
function classesOf(app: Express) {
  class Request extends IncomingMessage {
    override emit(...event: Parameters<IncomingMessage['emit']>): boolean {
      try {
        return super.emit(...event);
      } catch (error) {
        const req = this as unknown as ExpressRequest;
        return failed(app, error, req, req.res);
      }
    }
  }
  class Response extends ServerResponse {
    override emit(...event: Parameters<ServerResponse['emit']>): boolean {
      try {
        return super.emit(...event);
      } catch (error) {
        const res = this as unknown as ExpressResponse;
        return failed(app, error, res.req, res);
      }
    }
  }
  app.request = Object.setPrototypeOf(Request.prototype, app.request) as Express['request'];
  app.response = Object.setPrototypeOf(Response.prototype, app.response) as Express['response'];
  return { IncomingMessage: Request, ServerResponse: Response };
}

function failed(app: Express, error: unknown, req: ExpressRequest, res?: ExpressResponse): true {
  const { fail } = app.locals as { fail: ErrorBoundary };
  if (res) fail(error as Error, req, res);
  else req.destroy();
  return true;
}

/** Answers that wait for earlier ones on their connection, because the requests came without waiting for these. */
const queued = new WeakMap<Socket, Set<ServerResponse>>();

/** Node leaves such an answer open when its connection is lost; whoever waits for its end would wait for ever. */
function closeWithConnection({ socket }: IncomingMessage, res: ServerResponse): void {
  const waiting = queued.get(socket) ?? new Set();
  if (!queued.has(socket)) {
    queued.set(socket, waiting);
    socket.once('close', () => {
      for (const lost of waiting) lost.destroy();
      // Node 24 then tells them, Node 20 does not.
      setImmediate(() => waiting.forEach((lost) => lost.emit('close')));
    });
  }
  waiting.add(res);
  res.once('close', () => waiting.delete(res));
}

async function stop(app: Express, server: Server, graceMs: number): Promise<void> {
  app.locals.stopping = true;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive becomes idle only after its answer.
  const closeIdle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(cut);
}

/** What cannot even be read as HTTP never reaches Express; it gets its problem document here. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || isBeingAnswered(socket)) {
    socket.destroy();
    return;
  }
  const code: ProblemCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'malformed-request';
  const { status, title } = problems[code];
  const body = JSON.stringify({ type: `urn:courses:problem:${code}`, title, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
  // Time to read the answer; who never closes would keep the connection.
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

const lingerMs = 1_000;

/** An answer to an earlier request is on its way: ours would be read as a part of it. Node's own handler asks the same. */
function isBeingAnswered(socket: Socket): boolean {
  const { _httpMessage: inFlight } = socket as Socket & { _httpMessage?: ServerResponse | null };
  return inFlight?.headersSent === true;
}
