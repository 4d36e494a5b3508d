import type { CatalogFilters } from './catalog-filters';

/** The query keys of the cache; live/use-live-changes.ts invalidates them. */
export const keys = {
  session: ['session'],
  courses: (filters: CatalogFilters) => ['courses', filters],
  allCourses: ['courses'],
  course: (courseId: string) => ['course', courseId],
  /** A course with the content of its lessons. */
  content: (courseId: string, enrollmentId?: string) =>
    enrollmentId ? ['content', courseId, enrollmentId] : ['content', courseId],
  roster: (courseId: string) => ['roster', courseId],
  rosters: (courseIds: readonly string[]) => ['rosters', courseIds],
  instructors: (ids: readonly string[]) => ['instructors', ids],
  place: (courseId: string) => ['place', courseId],
  people: (courseId: string) => ['roster-people', courseId],
  myEnrollments: ['my-enrollments'],
  seats: ['seats'],
  certificate: (certificateId: string) => ['certificate', certificateId],
  enrollment: (enrollmentId: string) => ['enrollment', enrollmentId],
  myCourses: (instructorId: string) => ['courses', 'mine', instructorId],
  everyCourse: (status: string) => ['courses', 'every', status],
  allAccounts: ['accounts'],
  accounts: (search: string) => ['accounts', search],
  ownSessions: ['own-sessions'],
} as const;
