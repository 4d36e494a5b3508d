import type { FieldError, ProblemCode, ProblemDocument } from '@courses/contracts';

/** A response that is not a success, or no response at all (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode | undefined;
  readonly requestId: string | undefined;
  readonly detail: string | undefined;
  /** The invalid fields. */
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

  /** The resource does not exist, or its id is malformed. */
  get isNotFound(): boolean {
    return (
      this.status === 404 ||
      (this.code === 'validation-failed' && this.errors.every((error) => error.in === 'path'))
    );
  }

  /** A retry may succeed. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}
