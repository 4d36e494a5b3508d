import type { FieldError, ProblemCode } from '@courses/contracts';

/** A rule of identity was broken; `code` names it in the error catalog, the message tells the caller what to do. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly errors?: FieldError[];
  readonly retryAfterSeconds?: number;

  constructor(
    readonly code: ProblemCode,
    message: string,
    extra: { errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    Object.assign(this, extra);
  }
}
