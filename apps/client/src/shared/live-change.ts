/** What has changed on the server: a course, its roster, or the user's own enrollment in it; `seat`: their waiting became a seat. */
export interface LiveChange {
  what: 'course' | 'roster' | 'enrollment' | 'seat';
  courseId: string;
}
