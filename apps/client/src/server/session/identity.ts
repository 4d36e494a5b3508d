import {
  account,
  isProblemCode,
  problems,
  tokens,
  type Account,
  type ProblemDocument,
  type Tokens,
} from '@courses/contracts';
import { RequestError } from '@courses/http-kit';
import type { Tracer } from '@opentelemetry/api';
import { z } from 'zod';
import { startClientSpan } from '../client-span';
import { UpstreamTimeoutError } from '../upstream-timeout';

/** Bounds what the response may hold; additional fields are ignored. */
const seconds = z.int().min(0).max(1e9);
const tokensShape = z.looseObject({
  ...tokens.shape,
  accessToken: z.string().regex(/^[\w.~+/-]+=*$/),
  expiresIn: seconds,
  refreshExpiresIn: seconds,
});
const accountShape = z.looseObject(account.shape);
const nothing = z.undefined();

/** A problem document of identity, passed on to the browser. */
export class IdentityProblem extends RequestError {
  constructor(
    { code, detail, errors }: ProblemDocument,
    readonly retryAfterSeconds?: number,
  ) {
    super(code, detail ?? problems[code].title, errors);
  }
}

/** Of the browser on whose behalf a request is made. */
export interface Caller {
  forwardedFor: string;
  userAgent: string;
}

export interface Identity {
  signIn(credentials: unknown, caller: Caller): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  signOut(refreshToken: string): Promise<void>;
  signOutEverywhere(accessToken: string): Promise<void>;
  ownAccount(accessToken: string): Promise<Account>;
  rename(accessToken: string, name: unknown): Promise<Account>;
  /** Ends all sessions; the tokens are those of a new one. */
  changePassword(accessToken: string, passwords: unknown, caller: Caller): Promise<Tokens>;
}

/**
 * The HTTP client of identity. Fails with IdentityProblem, UpstreamTimeoutError or `upstream-unavailable`. Tokens and the account
 * that they are for are there within `timeoutMs` together.
 */
export function identityAt(
  baseUrl: string,
  { timeoutMs, tracer }: { timeoutMs: number; tracer?: Tracer | undefined },
): Identity {
  const base = baseUrl.replace(/\/$/, '');
  const accountMs = timeoutMs / 3;
  const ask = async <Body>(
    path: string,
    shape: z.ZodType<Body>,
    init: RequestInit,
    limitMs = timeoutMs - accountMs,
  ): Promise<Body> => {
    const url = `${base}${path}`;
    const span = startClientSpan(tracer, init.method ?? 'GET', () => new URL(url));
    const request = fetchOrThrow(url, {
      ...init,
      // A kept connection may be closed just as one of these rare requests is sent.
      headers: { ...init.headers, ...span.headers, connection: 'close' },
      signal: AbortSignal.timeout(limitMs),
    });
    request.then(({ status }) => span.end(status), span.fail);
    const response = await request;
    const text = await response.text().catch(() => '');
    const body = parse(text);
    const { success, data } = shape.safeParse(body);
    if (response.ok && success) return data;
    if (isProblem(body)) throw new IdentityProblem(body, retryAfter(response));
    throw new RequestError('upstream-unavailable');
  };
  const send = <Body>(
    [method, path]: readonly ['POST' | 'PUT', string],
    shape: z.ZodType<Body>,
    body: unknown,
    headers: Record<string, string> = {},
  ) =>
    ask(path, shape, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    signIn: (credentials, caller) =>
      send(['POST', '/v1/sessions'], tokensShape, credentials, headersOf(caller)),
    refresh: (refreshToken) => send(['POST', '/v1/sessions/refresh'], tokensShape, { refreshToken }),
    signOut: (refreshToken) => send(['POST', '/v1/sessions/sign-out'], nothing, { refreshToken }),
    signOutEverywhere: (token) => ask('/v1/sessions', nothing, { method: 'DELETE', headers: bearer(token) }),
    ownAccount: (token) => ask('/v1/account', accountShape, { headers: bearer(token) }, accountMs),
    rename: (token, name) => send(['PUT', '/v1/account/name'], accountShape, name, bearer(token)),
    changePassword: (token, passwords, caller) =>
      send(['PUT', '/v1/account/password'], tokensShape, passwords, {
        ...bearer(token),
        ...headersOf(caller),
      }),
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const headersOf = ({ forwardedFor, userAgent }: Caller) => ({
  'x-forwarded-for': forwardedFor,
  'user-agent': userAgent,
});

async function fetchOrThrow(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError';
    throw late ? new UpstreamTimeoutError() : new RequestError('upstream-unavailable');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && isProblemCode((body as ProblemDocument).code);

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return seconds >= 0 && seconds <= 86_400 ? seconds : undefined;
}
