/** What has changed on the server: a course, its roster, or the user's own enrollment in it. */
export interface LiveChange {
  what: 'course' | 'roster' | 'enrollment';
  courseId: string;
}
