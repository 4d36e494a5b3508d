/** What has changed on the server: the course itself, its seats, or one's own enrollment in it. */
export interface Change {
  what: 'course' | 'roster' | 'enrollment';
  courseId: string;
}
