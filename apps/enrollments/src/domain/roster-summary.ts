import type { Roster as PublicRoster, RosterStatus } from '@courses/contracts';

export interface RosterFields {
  courseId: string;
  courseTitle: string;
  /** Version of the course that this roster was last updated from. */
  courseVersion: number;
  instructorId: string;
  capacity: number;
  status: RosterStatus;
  version: number;
}

/** A roster without its participants. */
export interface RosterSummary extends RosterFields {
  seatsTaken: number;
  waitingCount: number;
}

type Lists = Record<'seats' | 'waiting', readonly unknown[]>;

export const summarize = ({ seats, waiting, ...fields }: RosterFields & Lists): RosterSummary => ({
  ...fields,
  seatsTaken: seats.length,
  waitingCount: waiting.length,
});

/** The counts alone: who is in a roster is not public. */
export const toPublic = (summary: RosterSummary): PublicRoster => {
  const { courseId, courseTitle, status, capacity, seatsTaken, waitingCount, version } = summary;
  return {
    courseId,
    courseTitle,
    status,
    capacity: Math.max(capacity, seatsTaken),
    seatsTaken,
    seatsLeft: Math.max(0, capacity - seatsTaken),
    waiting: waitingCount,
    version,
  };
};
