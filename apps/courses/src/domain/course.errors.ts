import type { ProblemCode } from '@courses/contracts';

/** A rule of the catalog was broken; `code` names it in the error catalog, the message tells the caller what to do. */
export class CourseError extends Error {
  override readonly name = 'CourseError';

  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }
}
