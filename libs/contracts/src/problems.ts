/**
 * The catalog of errors: every problem document has one of these codes.
 * `type` of the document is `urn:courses:problem:<code>`.
 */
export const problems = {
  'validation-failed': { status: 400, title: 'The request does not match its schema' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-cursor': { status: 400, title: 'Invalid cursor' },
  unauthenticated: { status: 401, title: 'A valid access token is required' },
  'invalid-credentials': { status: 401, title: 'Wrong e-mail address or password' },
  'session-ended': { status: 401, title: 'The session has ended; sign in again' },
  forbidden: { status: 403, title: 'You do not have permission to do this' },
  'account-disabled': { status: 403, title: 'This account is disabled' },
  'seat-required': { status: 403, title: 'The lessons are for students with a seat in the course' },
  'route-not-found': { status: 404, title: 'Route not found' },
  'course-not-found': { status: 404, title: 'Course not found' },
  'lesson-not-found': { status: 404, title: 'Lesson not found' },
  'enrollment-not-found': { status: 404, title: 'Enrollment not found' },
  'roster-not-found': { status: 404, title: 'Roster not found' },
  'certificate-not-found': { status: 404, title: 'Certificate not found' },
  'account-not-found': { status: 404, title: 'Account not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'write-conflict': { status: 409, title: 'The resource was modified concurrently' },
  'illegal-transition': {
    status: 409,
    title: 'The course cannot change from its current status to this one',
  },
  'course-archived': { status: 409, title: 'An archived course cannot be changed' },
  'roster-closed': { status: 409, title: 'The course is closed for enrollment' },
  'waiting-list-full': { status: 409, title: 'The course and its waiting list are full' },
  'no-seat': { status: 409, title: 'The enrollment has no seat in the course' },
  'own-admin-role': { status: 409, title: 'Admins cannot remove their own admin role' },
  'own-account': { status: 409, title: 'Admins cannot disable their own account' },
  'precondition-failed': { status: 412, title: 'The resource was modified since you read it' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'course-incomplete': {
    status: 422,
    title: 'A published course needs a title, a summary and at least one lesson',
  },
  'course-too-large': { status: 422, title: 'The course has too many or too long lessons' },
  'lesson-order-mismatch': {
    status: 422,
    title: 'The order must contain every lesson of the course exactly once',
  },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'password-refused': { status: 422, title: 'The password is too short or too common' },
  'precondition-required': { status: 428, title: 'Send the ETag that you read in If-Match' },
  'rate-limited': { status: 429, title: 'Too many attempts; retry later' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'internal-error': { status: 500, title: 'Internal server error' },
  'upstream-unavailable': { status: 502, title: 'The upstream service cannot be reached' },
  'not-ready': { status: 503, title: 'The service is not ready' },
  'outbox-full': { status: 503, title: 'Too many unpublished events; retry later' },
  'upstream-timeout': { status: 504, title: 'The upstream service did not respond in time' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** An invalid part of the request; `pointer` is a JSON pointer into that part. */
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
  /** Where the request is traced. */
  traceId?: string;
  errors?: FieldError[];
}

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code);
