import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { requestIdOf, RequestError, type Logger } from '@courses/http-kit';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { endToEndHeaders } from './end-to-end-headers';
import { forwardedFor } from '../forwarded-for';
import { limitBytes } from './limit-bytes';
import type { CurrentSession } from '../session/sessions';

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
        if (!res.destroyed) await this.forward(upstream, path, { req, res, session });
      });
    }
    return router;
  }

  /** Closes the connections to the services. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private async forward(upstream: Upstream, path: string, exchange: Exchange): Promise<void> {
    const { req, res } = exchange;
    if (Number(req.headers['content-length'] ?? 0) > bodyLimit) throw new RequestError('payload-too-large');
    const outgoing = this.request(upstream, path, exchange);
    const answer = answerTo(outgoing, res);
    res.on('close', () => {
      if (res.writableFinished && outgoing.writableFinished) return;
      outgoing.destroy();
      // What the caller still sends has no reader any more; unread it would block its connection.
      req.unpipe();
      req.resume();
    });
    req
      .pipe(limitBytes(bodyLimit))
      .on('error', (error) => outgoing.destroy(error))
      .pipe(outgoing);
    try {
      passBack(await answer, exchange);
    } catch (error) {
      outgoing.destroy();
      if (res.destroyed) return;
      if (mayRepeat(outgoing, error as Error, exchange)) return this.forward(upstream, path, exchange);
      throw this.failure(upstream, error as Error, exchange);
    }
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

/** Fails with what went wrong before the answer came; what breaks afterwards breaks off ours. */
function answerTo(outgoing: ClientRequest, res: Response): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('timeout', () => outgoing.destroy(new RequestError('upstream-timeout')));
    outgoing.on('response', (incoming) => {
      incoming.on('error', () => res.destroy());
      resolve(incoming);
    });
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new Error('closed without an answer')));
  });
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

function passBack(incoming: IncomingMessage, { res, session: { problem } }: Exchange): void {
  const { statusCode: status = 0 } = incoming;
  // Without a token for a session that could not be renewed, 401 is not the truth.
  if (status === 401 && problem) throw problem;
  if (status < 200 || status > 599) throw new Error(`answered with the status ${status}`);
  const { location, 'set-cookie': _ours, ...headers } = endToEndHeaders(incoming.headers);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  // Services know their own paths, the caller knows them under /api.
  if (location) res.setHeader('location', location.replace(/^\/v1\//, '/api/v1/'));
  res.writeHead(status);
  // Not stream.pipeline: its seven listeners more bring Node's warning of a leak near.
  incoming.pipe(res);
}

/**
 * A kept connection may be closed by the service at the very moment it is used again, as when it is replaced by a
 * newer one. That says nothing about the service, so a request that changes nothing is sent once more.
 */
function mayRepeat(outgoing: ClientRequest, error: NodeJS.ErrnoException, { req, res }: Exchange): boolean {
  if (res.headersSent) return false;
  const changesNothing = ['GET', 'HEAD'].includes(req.method) && !req.headers['transfer-encoding'];
  const noBody = !Number(req.headers['content-length'] ?? 0);
  return outgoing.reusedSocket && error.code === 'ECONNRESET' && changesNothing && noBody;
}
