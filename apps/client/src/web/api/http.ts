import type { ProblemCode, ProblemDocument } from '@courses/contracts';

/** An answer that is not a success, or none at all (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: ProblemCode | undefined,
    readonly requestId: string | undefined,
    cause?: unknown,
  ) {
    super(code ?? `status ${status}`, { cause });
  }

  /** The address names nothing: no such thing, or not even a well-formed id. */
  get isNotFound(): boolean {
    return this.status === 404 || this.code === 'validation-failed';
  }

  /** Trying again may help. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Reads JSON from our own API; fails with ApiError. */
export async function getJson<Body>(path: string, signal: AbortSignal): Promise<Body> {
  const response = await reach(path, signal);
  if (!response.ok) throw await problemOf(response);
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    throw new ApiError(response.status, undefined, requestIdOf(response), cause);
  }
}

async function reach(path: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, { signal, headers: { accept: 'application/json' } });
  } catch (cause) {
    throw signal.aborted ? cause : new ApiError(0, undefined, undefined, cause);
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDocument>;
  return new ApiError(response.status, problem.code, problem.requestId ?? requestIdOf(response));
}

const requestIdOf = (response: Response): string | undefined =>
  response.headers.get('x-request-id') ?? undefined;
