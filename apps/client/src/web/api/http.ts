import type { FieldError, ProblemCode, ProblemDocument } from '@courses/contracts';

/** An answer that is not a success, or none at all (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode | undefined;
  readonly requestId: string | undefined;
  readonly detail: string | undefined;
  /** What is wrong with which field. */
  readonly errors: FieldError[];

  constructor(
    readonly status: number,
    { code, requestId, detail, errors = [] }: Partial<ProblemDocument> = {},
    cause?: unknown,
  ) {
    super(code ?? `status ${status}`, { cause });
    this.code = code;
    this.requestId = requestId;
    this.detail = detail;
    this.errors = errors;
  }

  /** The address names nothing: no such thing, or not even a well-formed id. */
  get isNotFound(): boolean {
    return (
      this.status === 404 ||
      (this.code === 'validation-failed' && this.errors.every((error) => error.in === 'path'))
    );
  }

  /** Trying again may help. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

interface Reply<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer; fails with ApiError for whatever is not a success that can be read. */
export async function answerOf<Data>(call: Promise<Reply<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch(asApiError);
  if (error !== undefined || !response.ok) throw problemOf(response, error);
  return data as Data;
}

/** Reads JSON from our own server, beside the API; fails with ApiError. */
export async function getJson<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const response = await fetchOrThrow(path, {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined));
  return (await response.json().catch((cause: unknown) => asApiError(cause))) as Body;
}

/** Like fetch, but no connection is an ApiError with status 0. */
export async function fetchOrThrow(input: Request | string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new ApiError(0, {}, cause);
  }
}

/** What comes instead of an answer: nothing at all, or a text that is no JSON. */
function asApiError(cause: unknown): never {
  if (cause instanceof ApiError || (cause as Error).name === 'AbortError') throw cause;
  throw new ApiError(502, {}, cause);
}

export function problemOf(response: Response, body: unknown): ApiError {
  const problem = typeof body === 'object' && body !== null ? (body as Partial<ProblemDocument>) : {};
  const requestId = problem.requestId ?? response.headers.get('x-request-id') ?? undefined;
  return new ApiError(response.status, { ...problem, ...(requestId ? { requestId } : {}) });
}
