import type { ProblemCode } from '@courses/contracts';
import { ApiError } from '../../api/api-error';

const byCode: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'You are signed out. Sign in and try again.',
  forbidden: 'You don’t have permission to do this.',
  'invalid-credentials': 'Wrong email or password. Check both and try again.',
  'rate-limited': 'Too many attempts. Try again later.',
  'account-disabled': 'This account is disabled. Ask an admin to enable it.',
  'password-refused': 'This password is too short or too common. Choose another one.',
  'roster-not-found': 'Enrollment for this course is not open yet. Try again in a moment.',
  'roster-closed': 'Enrollment for this course is closed.',
  'waiting-list-full': 'The course and its waiting list are full.',
  'write-conflict': 'Someone else is changing this right now. Try again.',
  'outbox-full': 'The system is catching up with earlier changes. Try again in a minute.',
  'course-incomplete': 'A published course needs a title, a summary and at least one lesson.',
  'course-too-large': 'The lessons of this course are too many or too long.',
  'course-archived': 'This course is archived and can no longer be changed.',
  'course-not-found': 'This course no longer exists.',
  'lesson-not-found': 'This lesson no longer exists.',
  'seat-required': 'The lessons are for students with a seat in this course.',
  'no-seat': 'You no longer have a seat in this course.',
  'own-admin-role': 'You cannot remove your own admin role. Ask another admin.',
  'own-account': 'You cannot disable your own account. Ask another admin.',
  'account-not-found': 'This account no longer exists.',
  'precondition-failed': 'Someone else changed this in the meantime.',
  'payload-too-large': 'This is too large.',
  'not-ready': 'The service is busy or just starting. Try again in a moment.',
};

/** What went wrong and what to do, in plain words. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong on our side. Try again.';
  if (error.status === 0) return 'The server cannot be reached. Check your connection and try again.';
  const known = error.code && byCode[error.code];
  if (known) return known;
  if (error.status >= 502) {
    return 'The service is not responding right now. Try again in a minute.';
  }
  if (error.code === 'validation-failed') return 'Some fields are invalid. Check the marked ones.';
  return 'Something went wrong on our side. Try again.';
}
