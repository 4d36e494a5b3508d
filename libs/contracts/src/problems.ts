/**
 * The one error catalog: every problem document that a service answers has one of these codes.
 * `type` of the document is `urn:courses:problem:<code>`.
 */
export const problems = {
  'validation-failed': { status: 400, title: 'The request does not match the contract' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-cursor': { status: 400, title: 'The cursor is not one that this list gave' },
  unauthenticated: { status: 401, title: 'Sign in first: send a valid access token' },
  'invalid-credentials': { status: 401, title: 'E-mail or password is wrong' },
  'session-ended': { status: 401, title: 'The session has ended; sign in again' },
  forbidden: { status: 403, title: 'You may not do this' },
  'route-not-found': { status: 404, title: 'There is nothing at this address' },
  'course-not-found': { status: 404, title: 'There is no such course' },
  'lesson-not-found': { status: 404, title: 'The course has no such lesson' },
  'enrollment-not-found': { status: 404, title: 'There is no such enrollment' },
  'roster-not-found': { status: 404, title: 'There is no roster for this course' },
  'account-not-found': { status: 404, title: 'There is no such account' },
  'method-not-allowed': { status: 405, title: 'This address does not know the method' },
  'write-conflict': { status: 409, title: 'Somebody else changed it at the same moment' },
  'illegal-transition': { status: 409, title: 'The course cannot go from its present status to that one' },
  'course-archived': { status: 409, title: 'An archived course cannot be changed' },
  'roster-closed': { status: 409, title: 'The course does not take enrollments any more' },
  'waiting-list-full': { status: 409, title: 'The course and its waiting list are full' },
  'no-seat': { status: 409, title: 'The enrollment has no seat in the course' },
  'own-admin-role': { status: 409, title: 'Nobody takes the admin role away from themselves' },
  'precondition-failed': { status: 412, title: 'It has changed since you read it' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'course-incomplete': {
    status: 422,
    title: 'A published course needs a title, a summary and at least one lesson',
  },
  'course-too-large': { status: 422, title: 'The lessons of the course are too many or too long' },
  'lesson-order-mismatch': { status: 422, title: 'The order must name every lesson of the course once' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'password-refused': { status: 422, title: 'This password is too easy to guess' },
  'precondition-required': { status: 428, title: 'Send the ETag that you read as If-Match' },
  'rate-limited': { status: 429, title: 'Too many attempts; wait before the next one' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'upstream-unavailable': { status: 502, title: 'The service behind this address cannot be reached' },
  'not-ready': { status: 503, title: 'The service is not ready' },
  'announcements-pending': { status: 503, title: 'Too many earlier changes still wait to be announced' },
  'upstream-timeout': { status: 504, title: 'The service behind this address did not answer in time' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one part of the request; `pointer` is a JSON pointer into that part. */
export interface FieldError {
  in: 'path' | 'query' | 'header' | 'body';
  pointer: string;
  message: string;
}

/** An RFC 9457 problem document. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  instance?: string;
  requestId?: string;
  errors?: FieldError[];
}

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code);
