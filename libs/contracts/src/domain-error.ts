import type { FieldError, ProblemCode } from './problems';

/**
 * A rule of the domain is violated: http-kit answers with the problem of this code. The message is its `detail` and tells
 * the caller what to do, so it contains no internals.
 */
export class DomainError<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'DomainError';
  readonly errors?: FieldError[];
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;

  constructor(
    readonly code: Code,
    message: string,
    extra: { errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    Object.assign(this, extra);
  }
}
