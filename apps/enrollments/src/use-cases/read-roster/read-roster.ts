import type { Roster } from '@courses/contracts';
import { loadSummary, type RosterRepository } from '../../domain/roster-repository';

/** The counts alone: who is in it is not for everybody. */
export const readRoster =
  (rosters: RosterRepository) =>
  async (courseId: string): Promise<Roster> => {
    const { courseTitle, status, capacity, seatsTaken, waitingCount, version } = await loadSummary(
      rosters,
      courseId,
    );
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
