import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { requestIdOf, RequestError, type Logger } from '@courses/http-kit';
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { endToEndHeaders } from './end-to-end-headers';
import { forwardedFor } from './forwarded-for';
import { limitBytes } from './limit-bytes';
import type { CurrentSession } from './session/sessions';

/** Largest body that is passed on, in bytes. */
const bodyLimit = 1_048_576;

/**
 * The only paths that are passed on: whole segments of letters, digits, `-` and `_`. Without dots, percent signs
 * and empty segments there is nothing that a service could read as another path.
 */
const plainPath = /^(\/[\w-]+)+\/?$/;

export interface Upstream {
  name: string;
  /** Express patterns of what is this upstream's. */
  paths: string[];
  url: URL;
}

interface Exchange {
  req: Request;
  res: Response;
  next: NextFunction;
  session: CurrentSession;
}

export interface ForwarderOptions {
  upstreams: Upstream[];
  logger: Logger;
  /** How long an upstream may be silent, in milliseconds. */
  timeoutMs: number;
  /** The session whose token goes with a request. */
  sessionOf(req: Request, res: Response): Promise<CurrentSession>;
}

/** Passes requests on to the services and their answers back, streaming both ways. */
export class Forwarder {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  constructor(private readonly options: ForwarderOptions) {}

  under(prefix: string): RequestHandler {
    const router = Router();
    for (const upstream of this.options.upstreams) {
      const paths = upstream.paths.map((path) => `${prefix}${path}`);
      router.all(paths, async (req, res, next) => {
        const path = req.url.slice(prefix.length);
        if (!plainPath.test(path.split('?', 1)[0] as string)) return next();
        const session = await this.options.sessionOf(req, res);
        if (!res.destroyed) this.forward(upstream, path, { req, res, next, session });
      });
    }
    return router;
  }

  /** Closes the connections to the services. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private forward(upstream: Upstream, path: string, exchange: Exchange): void {
    const { req, res } = exchange;
    if (Number(req.headers['content-length'] ?? 0) > bodyLimit) throw new RequestError('payload-too-large');
    const outgoing = this.request(upstream, path, exchange);
    const abandon = () => {
      if (!res.writableFinished) outgoing.destroy();
    };
    res.on('close', abandon);
    outgoing.on('timeout', () => outgoing.destroy(new RequestError('upstream-timeout')));
    outgoing.on('response', (incoming) => passBack(incoming, exchange));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      res.off('close', abandon);
      if (mayRepeat(outgoing, error, exchange)) this.forward(upstream, path, exchange);
      else this.fail(upstream, error, exchange);
    });
    req
      .pipe(limitBytes(bodyLimit))
      .on('error', (error) => outgoing.destroy(error))
      .pipe(outgoing);
  }

  private request({ url }: Upstream, path: string, { req, res, session }: Exchange): ClientRequest {
    const options: RequestOptions = {
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname.replace(/\/$/, '') + path,
      method: req.method,
      headers: { ...requestHeaders(req, session), host: url.host, 'x-request-id': requestIdOf(res) },
      timeout: this.options.timeoutMs,
    };
    if (url.protocol === 'https:') return https.request({ ...options, agent: this.agents['https:'] });
    return http.request({ ...options, agent: this.agents['http:'] });
  }

  private fail(upstream: Upstream, error: NodeJS.ErrnoException, { req, res, next }: Exchange): void {
    // What the client still sends has no reader any more; unread it would block its connection.
    req.unpipe();
    req.resume();
    if (res.destroyed) return;
    if (error instanceof RequestError && error.code === 'payload-too-large') return next(error);
    const problem = error instanceof RequestError ? error : new RequestError('upstream-unavailable');
    this.options.logger.warn(
      { requestId: requestIdOf(res), upstream: upstream.name, cause: error.code, detail: error.message },
      'upstream failed',
    );
    next(problem);
  }
}

/** A body of unknown length is passed on in chunks, whatever the method. */
function requestHeaders(req: Request, { session, problem }: CurrentSession): http.OutgoingHttpHeaders {
  const headers = endToEndHeaders(req.headers);
  delete headers.expect;
  delete headers.cookie;
  if (session) delete headers.authorization;
  if (session && !problem) headers.authorization = `Bearer ${session.accessToken}`;
  headers['x-forwarded-for'] = forwardedFor(req);
  return req.headers['transfer-encoding'] ? { ...headers, 'transfer-encoding': 'chunked' } : headers;
}

function passBack(incoming: IncomingMessage, { res, next, session: { problem } }: Exchange): void {
  // Without a token for a session that could not be renewed, 401 is not the truth.
  if (incoming.statusCode === 401 && problem) {
    incoming.resume();
    return next(problem);
  }
  const { location, 'set-cookie': _ours, ...headers } = endToEndHeaders(incoming.headers);
  res.status(incoming.statusCode as number);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  // Services know their own paths, the caller knows them under /api.
  if (location) res.setHeader('location', location.replace(/^\/v1\//, '/api/v1/'));
  // Not stream.pipeline: its seven listeners more bring Node's warning of a leak near.
  incoming.on('error', () => res.destroy()).pipe(res);
}

/**
 * A kept connection may be closed by the service at the very moment it is used again, as when it is replaced by a
 * newer one. That says nothing about the service, so a request that changes nothing is sent once more.
 */
function mayRepeat(outgoing: ClientRequest, error: NodeJS.ErrnoException, { req, res }: Exchange): boolean {
  if (res.destroyed || res.headersSent) return false;
  const changesNothing = ['GET', 'HEAD'].includes(req.method) && !req.headers['transfer-encoding'];
  const noBody = !Number(req.headers['content-length'] ?? 0);
  return outgoing.reusedSocket && error.code === 'ECONNRESET' && changesNothing && noBody;
}
