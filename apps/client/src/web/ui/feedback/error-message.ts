import type { ProblemCode } from '@courses/contracts';
import { ApiError } from '../../api/api-error';

const byCode: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'You are not signed in any more. Sign in, then try again.',
  forbidden: 'Your account may not do this.',
  'invalid-credentials': 'E-mail or password is wrong. Check both and try again.',
  'rate-limited': 'Too many attempts. Wait a little before the next one.',
  'password-refused': 'This password is too easy to guess. Choose another one.',
  'roster-not-found': 'The seats of this course are still being prepared. Try again in a moment.',
  'roster-closed': 'This course takes no more enrollments.',
  'waiting-list-full': 'The course and its waiting list are full.',
  'write-conflict': 'Many people are changing this at the same moment. Try again.',
  'outbox-full': 'The system is catching up with earlier changes. Try again in a minute.',
  'course-incomplete': 'A published course needs a title, a summary and at least one lesson.',
  'course-too-large': 'The lessons of this course are too many or too long.',
  'course-archived': 'This course was archived; it cannot be changed any more.',
  'course-not-found': 'This course is not there any more.',
  'lesson-not-found': 'This lesson is not there any more.',
  'no-seat': 'You have no seat in this course any more.',
  'own-admin-role': 'Nobody takes the admin role away from themselves. Another admin can.',
  'precondition-failed': 'Somebody else changed this in the meantime.',
  'payload-too-large': 'This is too long to be sent.',
  'not-ready': 'The service is busy or just starting. Try again in a moment.',
};

/** What went wrong and what to do, in plain words. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong on our side. Trying again often helps.';
  if (error.status === 0) return 'The server cannot be reached. Check your connection, then try again.';
  const known = error.code && byCode[error.code];
  if (known) return known;
  if (error.status >= 502) {
    return 'The service behind this page is not answering at the moment. It is usually back within a minute.';
  }
  if (error.code === 'validation-failed') return 'Some of it is not right yet. See what is marked.';
  return 'Something went wrong on our side. Trying again often helps.';
}
