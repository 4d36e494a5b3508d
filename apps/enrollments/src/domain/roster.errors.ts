import type { ProblemCode } from '@courses/contracts';

/** A rule of the roster was broken; `code` names it in the error catalog, the message tells the caller what to do. */
export class RosterError extends Error {
  override readonly name = 'RosterError';

  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }
}
