import type { Course, Enrollment, RosterStatus } from '@courses/contracts';

export type { Enrollment };

/** The seats of one course: the invariant `seatsTaken ≤ capacity` and one seat a student holds here. */
export interface Roster {
  courseId: string;
  courseTitle: string;
  capacity: number;
  status: RosterStatus;
  seatsTaken: number;
  version: number;
}

export const openRoster = (course: Pick<Course, 'id' | 'title' | 'capacity'>): Roster => ({
  courseId: course.id,
  courseTitle: course.title,
  capacity: course.capacity,
  status: 'open',
  seatsTaken: 0,
  version: 1,
});
