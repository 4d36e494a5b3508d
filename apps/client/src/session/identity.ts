import { problems, type Account, type ProblemDocument, type Tokens } from '@courses/contracts';
import { RequestError } from '@courses/http-kit';

/** A problem document of identity, to be answered as it is. */
export class IdentityProblem extends RequestError {
  constructor(
    { code, detail, errors }: ProblemDocument,
    readonly retryAfterSeconds?: number,
  ) {
    super(code, detail ?? problems[code].title, errors);
  }
}

export interface Identity {
  signIn(credentials: unknown, forwardedFor: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  signOut(refreshToken: string): Promise<void>;
  ownAccount(accessToken: string): Promise<Account>;
}

/** Asks identity. Fails with IdentityProblem, or with `upstream-unavailable` or `upstream-timeout`. */
export function identityAt(baseUrl: string, timeoutMs: number): Identity {
  const base = baseUrl.replace(/\/$/, '');
  const ask = async <Body>(path: string, init: RequestInit): Promise<Body> => {
    const response = await reach(`${base}${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text().catch(() => '');
    const body = parse(text);
    if (response.ok && (body !== undefined || response.status === 204)) return body as Body;
    if (isProblem(body)) throw new IdentityProblem(body, retryAfter(response));
    throw new RequestError('upstream-unavailable');
  };
  const post = <Body>(path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask<Body>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    signIn: (credentials, forwardedFor) =>
      post('/v1/sessions', credentials, { 'x-forwarded-for': forwardedFor }),
    refresh: (refreshToken) => post('/v1/sessions/refresh', { refreshToken }),
    signOut: (refreshToken) => post('/v1/sessions/sign-out', { refreshToken }),
    ownAccount: (token) => ask('/v1/account', { headers: { authorization: `Bearer ${token}` } }),
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError';
    throw new RequestError(late ? 'upstream-timeout' : 'upstream-unavailable');
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
  typeof body === 'object' && body !== null && Object.hasOwn(problems, (body as ProblemDocument).code);

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
