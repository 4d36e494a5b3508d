/** What an enrollment says about a seat, as the events of the enrollments service tell it. */
export interface Seat {
  enrollmentId: string;
  /** Version of the enrollment. */
  version: number;
  courseId: string;
  studentId: string;
  /** False: it was given up. */
  isTaken: boolean;
}

export interface SeatRepository {
  /** Stores the seat unless the same or a newer version of the enrollment is stored. */
  upsertIfNewer(seat: Seat): Promise<void>;
  hasSeat(courseId: string, studentId: string): Promise<boolean>;
}
