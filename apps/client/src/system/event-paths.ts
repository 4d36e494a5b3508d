/** Which queues an event goes to, and thereby which service; the spec compares it with docs/events. */
export const readersOf: Record<string, string[]> = {
  'account.registered.v1': ['enrollments.learn-name'],
  'account.roles-changed.v1': [],
  'course.published.v1': ['enrollments.open-roster'],
  'course.changed.v1': ['enrollments.change-roster'],
  'course.archived.v1': ['enrollments.close-roster'],
  'enrollment.waitlisted.v1': ['enrollments.show-waiting'],
  'enrollment.confirmed.v1': ['enrollments.show-confirmed'],
  'enrollment.completed.v1': [],
  'enrollment.withdrawn.v1': ['enrollments.show-withdrawn'],
};
