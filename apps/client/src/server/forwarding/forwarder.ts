import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { requestIdOf, RequestError, type Logger } from '@courses/http-kit';
import type { Tracer } from '@opentelemetry/api';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { endToEndHeaders } from './end-to-end-headers';
import { startClientSpan, type ClientSpan } from '../client-span';
import { forwardedFor } from '../forwarded-for';
import { limitBytes } from './limit-bytes';
import type { CurrentSession } from '../session/sessions';
import { UpstreamTimeoutError } from '../upstream-timeout';

/** In bytes. */
const maxBodyBytes = 1_048_576;

/**
 * Unused connections are closed after it, in milliseconds. A service that stops keeps idle connections open for 3 s: each is
 * used in that time, and its response announces the end, or is closed here. None is closed just as a request is sent.
 */
const idleMs = 2_000;

/**
 * The only paths that are forwarded: whole segments of letters, digits, `-` and `_`. Without dots, percent signs
 * and empty segments no service can read another path.
 */
const plainPath = /^(\/[\w-]+)+\/?$/;

export interface Upstream {
  name: string;
  /** Express patterns of the paths that it serves. */
  paths: string[];
  url: URL;
}

interface Exchange {
  req: Request;
  res: Response;
  session: CurrentSession;
  /** When the services must have responded, in milliseconds of `performance.now()`. */
  deadline: number;
}

export interface ForwarderOptions {
  upstreams: Upstream[];
  logger: Logger;
  /** Within it, in milliseconds, a response begins: from the request, and where it has a body, from the end of that. */
  timeoutMs: number;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
  /** The session whose token goes with a request. */
  sessionOf(req: Request, res: Response): Promise<CurrentSession>;
}

/** Reverse proxy: forwards requests to the services and streams both ways. */
export class Forwarder {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: idleMs }),
    'https:': new https.Agent({ keepAlive: true, timeout: idleMs }),
  };

  constructor(private readonly options: ForwarderOptions) {}

  under(prefix: string): RequestHandler {
    const router = Router();
    for (const upstream of this.options.upstreams) {
      const handle: RequestHandler = async (req, res, next) => {
        const path = req.url.slice(prefix.length);
        if (!plainPath.test(path.split('?', 1)[0] as string)) return next();
        const deadline = performance.now() + this.options.timeoutMs;
        const session = await before(deadline, this.options.sessionOf(req, res));
        if (!res.destroyed) await this.forward(upstream, path, { req, res, session, deadline });
      };
      // One by one: metrics and traces name the path.
      for (const path of upstream.paths) router.all(`${prefix}${path}`, handle);
    }
    return router;
  }

  /** Closes the connections to the services. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private async forward(upstream: Upstream, path: string, exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes)
      throw new RequestError('payload-too-large');
    const target = upstream.url.pathname.replace(/\/$/, '') + path;
    const span = startClientSpan(this.options.tracer, req.method, () => new URL(target, upstream.url));
    const outgoing = this.request(upstream.url, target, { ...exchange, tracing: span.headers });
    const answer = answerTo(outgoing, exchange);
    res.on('close', () => {
      if (res.writableFinished && outgoing.writableFinished) return;
      outgoing.destroy();
      // Drains what the caller still sends; unread it would block its connection.
      req.unpipe();
      req.resume();
    });
    req
      .pipe(limitBytes(maxBodyBytes))
      .on('error', (error) => outgoing.destroy(error))
      .pipe(outgoing);
    try {
      const incoming = await answer;
      span.end(Number(incoming.statusCode));
      passBack(incoming, exchange);
    } catch (error) {
      span.fail(error as Error);
      outgoing.destroy();
      if (res.destroyed) return;
      if (mayRepeat(outgoing, error as Error, exchange)) return this.forward(upstream, path, exchange);
      throw this.failure(upstream, error as Error, exchange);
    }
  }

  private request(
    url: URL,
    path: string,
    { req, res, session, tracing }: Exchange & { tracing: ClientSpan['headers'] },
  ): ClientRequest {
    const options: RequestOptions = {
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path,
      method: req.method,
      headers: {
        ...requestHeaders(req, session),
        ...tracing,
        host: url.host,
        'x-request-id': requestIdOf(res),
      },
      timeout: this.options.timeoutMs,
    };
    if (url.protocol === 'https:') return https.request({ ...options, agent: this.agents['https:'] });
    return http.request({ ...options, agent: this.agents['http:'] });
  }

  private failure(upstream: Upstream, error: NodeJS.ErrnoException, { res, session }: Exchange): Error {
    const isOurs = error === session.problem || (error as RequestError).code === 'payload-too-large';
    if (isOurs) return error;
    this.options.logger.warn(
      { requestId: requestIdOf(res), upstream: upstream.name, cause: error.code, detail: error.message },
      'upstream failed',
    );
    return error instanceof RequestError ? error : new RequestError('upstream-unavailable');
  }
}

/** Fails with UpstreamTimeoutError at the deadline. */
async function before<Value>(deadline: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new UpstreamTimeoutError()), deadline - performance.now());
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Rejects on an error before the response; a later one aborts our response. */
function answerTo(outgoing: ClientRequest, { req, res, deadline }: Exchange): Promise<IncomingMessage> {
  const left = Math.max(0, deadline - performance.now());
  return new Promise((resolve, reject) => {
    const giveUp = () => outgoing.destroy(new UpstreamTimeoutError());
    let timer: NodeJS.Timeout | undefined;
    const start = () => (timer = setTimeout(giveUp, left));
    if (req.complete) start();
    else req.once('end', start);
    const stop = () => {
      req.off('end', start);
      clearTimeout(timer);
    };
    // A service that takes all that comes is not to blame for a caller who pauses; that one gets 408 from our server.
    outgoing.on('timeout', () => (req.complete || outgoing.writableLength > 0) && giveUp());
    outgoing.on('close', stop);
    outgoing.on('response', (incoming) => {
      stop();
      incoming.on('error', () => res.destroy());
      resolve(incoming);
    });
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new Error('connection closed without a response')));
  });
}

/** A body of unknown length is forwarded in chunks, whatever the method. */
function requestHeaders(req: Request, { session, problem }: CurrentSession): http.OutgoingHttpHeaders {
  const headers = endToEndHeaders(req.headers);
  delete headers.expect;
  delete headers.cookie;
  // Of the caller's own trace; ours is added where there is one.
  for (const name of ['traceparent', 'tracestate', 'baggage']) delete headers[name];
  if (session) delete headers.authorization;
  if (session && !problem) headers.authorization = `Bearer ${session.accessToken}`;
  headers['x-forwarded-for'] = forwardedFor(req);
  return req.headers['transfer-encoding'] ? { ...headers, 'transfer-encoding': 'chunked' } : headers;
}

function passBack(incoming: IncomingMessage, { res, session: { problem } }: Exchange): void {
  const { statusCode: status = 0 } = incoming;
  // 401 would be wrong for a session that could not be refreshed.
  if (status === 401 && problem) throw problem;
  if (status < 200 || status > 599) throw new Error(`responded with the status ${status}`);
  const { location, 'set-cookie': _ours, ...headers } = endToEndHeaders(incoming.headers);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  // The path of the service, under /api for the caller.
  if (location) res.setHeader('location', location.replace(/^\/v1\//, '/api/v1/'));
  // The rest of the body may never come.
  if (status === 408) res.setHeader('connection', 'close');
  res.writeHead(status);
  // Not stream.pipeline: its seven additional listeners come close to Node's leak warning.
  incoming.pipe(res);
}

/**
 * The service may close a keep-alive connection just as it is reused, for example during a rolling update. So a safe
 * request without a body is retried once.
 */
function mayRepeat(outgoing: ClientRequest, error: NodeJS.ErrnoException, { req, res }: Exchange): boolean {
  if (res.headersSent) return false;
  const changesNothing = ['GET', 'HEAD'].includes(req.method) && !req.headers['transfer-encoding'];
  const noBody = !Number(req.headers['content-length'] ?? 0);
  return outgoing.reusedSocket && error.code === 'ECONNRESET' && changesNothing && noBody;
}
