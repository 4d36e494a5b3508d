/** What has changed on the server: the course itself, its seats, or one's own enrolment in it. */
export interface Change {
  what: 'course' | 'roster' | 'enrolment';
  courseId: string;
}
