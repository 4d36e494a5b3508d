import {
  hasBody,
  lengthOf,
  RequestError,
  type BeforeExpress,
  type Logger,
  type ResponseContext,
} from '@courses/http-kit';
import type { Tracer } from '@opentelemetry/api';
import compression from 'compression';
import type { Request, Response } from 'express';
import { exchange } from './exchange';
import { headersToCaller, headersToService } from './headers';
import { maxBodyBytes } from './limit-bytes';
import { wasReused } from './service-connections';
import { Targets, type Target, type Upstream } from './targets';
import { startClientSpan } from '../client-span';
import { requireSameOrigin } from '../session/same-origin';
import type { CurrentSession } from '../session/sessions';
import { UpstreamTimeoutError } from '../upstream-timeout';

export interface ForwarderOptions {
  upstreams: Upstream[];
  /** Of the paths at this server. */
  prefix: string;
  logger: Logger;
  /** Within it, in milliseconds, a response begins: from the request, and where it has a body, from the end of that. */
  timeoutMs: number;
  /** Without it, nothing is traced. */
  tracer?: Tracer | undefined;
  /** The session whose token goes with a request. */
  sessionOf(req: Request, res: Response): CurrentSession | Promise<CurrentSession>;
}

/** A request on its way to a service. */
interface Forwarding {
  req: Request;
  res: Response;
  context: ResponseContext;
  target: Target;
  path: string;
  /** When the service must have responded, in milliseconds of `performance.now()`. */
  deadline: number;
}

const compress = compression();

/** Reverse proxy: forwards requests to the services and streams both ways. */
export class Forwarder {
  private readonly targets: Targets;

  constructor(private readonly options: ForwarderOptions) {
    this.targets = new Targets(options.upstreams, options.prefix, options.timeoutMs);
  }

  readonly handle: BeforeExpress = (req, res, context) => {
    const found = this.targets.find(req.url);
    if (!found) return false;
    req.route = found.target.route;
    // Costs something even where nothing is compressed.
    if (req.headers['accept-encoding'] !== undefined) compress(req, res, () => undefined);
    requireSameOrigin(req);
    if (lengthOf(req) > maxBodyBytes) throw new RequestError('payload-too-large');
    const { target, path } = found;
    const deadline = performance.now() + this.options.timeoutMs;
    // Not `...found`: spreading it takes a tenth of the whole time.
    const forwarding = { req, res, context, target, path, deadline };
    const session = this.options.sessionOf(req, res);
    return session instanceof Promise
      ? before(deadline, session).then((current) => this.forward(forwarding, current))
      : this.forward(forwarding, session);
  };

  /** Closes the connections to the services. */
  close(): Promise<void> {
    return this.targets.close();
  }

  private async forward(forwarding: Forwarding, session: CurrentSession): Promise<void> {
    if (forwarding.res.destroyed) return;
    try {
      await this.send(forwarding, session).catch((error: Error) => {
        if (!mayRepeat(error, forwarding)) throw error;
        return this.send(forwarding, session);
      });
    } catch (error) {
      if (!forwarding.res.destroyed) throw this.failure(error as Error, forwarding, session);
    }
  }

  /** Resolves when the response begins. */
  private send(
    { req, res, context, target, path, deadline }: Forwarding,
    { session, problem }: CurrentSession,
  ): Promise<void> {
    const token = problem ? undefined : session?.accessToken;
    const headers = headersToService(req, context.requestId, { hasSession: session !== undefined, token });
    const span = startClientSpan(this.options.tracer, req.method, () => new URL(path, target.url));
    for (const name in span.headers) headers.push(name, span.headers[name] as string);
    return new Promise<void>((resolve, reject) => {
      exchange(target.pool, req, res, {
        path,
        headers,
        timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
        onResponse(status, fromService) {
          // 401 would be wrong for a session that could not be refreshed.
          if (status === 401 && problem) throw problem;
          const answer = headersToCaller(fromService, context.headers);
          // The rest of the body may never come.
          if (status === 408) answer.push('connection', 'close');
          res.writeHead(status, answer);
          span.end(status);
          resolve();
        },
        onFailure(error) {
          span.fail(error);
          reject(error);
        },
      });
    });
  }

  private failure(
    error: NodeJS.ErrnoException,
    { target, context }: Forwarding,
    { problem }: CurrentSession,
  ): Error {
    const isOurs = error === problem || (error as RequestError).code === 'payload-too-large';
    if (isOurs) return error;
    const { requestId } = context;
    this.options.logger.warn(
      { requestId, upstream: target.service, cause: error.code, detail: error.message },
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

/**
 * The service may close a keep-alive connection just as it is reused, for example during a rolling update. So a safe
 * request without a body is retried once.
 */
const mayRepeat = (error: Error, { req, res }: Forwarding): boolean =>
  !res.headersSent &&
  !res.destroyed &&
  ['GET', 'HEAD'].includes(req.method) &&
  !hasBody(req) &&
  wasReused(error);
