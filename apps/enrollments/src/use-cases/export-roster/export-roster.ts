import type { RosterEntry, SeatEntry, User } from '@courses/contracts';
import { authorize, loadRoster } from '../../domain/load-roster';
import { withNames, withSeatProgress } from '../../domain/roster-entries';
import type { Participant } from '../../domain/roster';
import type { Stores } from '../../stores';

/** Up to 500 lesson ids each are in memory at a time. */
const batchSize = 250;

const header = [
  'Name',
  'Status',
  'Enrolled at (UTC)',
  'Lessons done',
  'Lessons of the course',
  'Completed at (UTC)',
];

/** A header, all seats, then the waiting list, in their order: at most 10,000 lines. For the instructor of the course and admins. */
export const exportRoster =
  (stores: Pick<Stores, 'rosters' | 'enrollments' | 'syllabi' | 'students'>) =>
  async ({ courseId, user }: { courseId: string; user: User }): Promise<Row[]> => {
    const roster = await loadRoster(stores.rosters, courseId);
    authorize(user, roster);
    const seats = await inBatches(roster.seats, async (batch) =>
      (await withSeatProgress(stores, courseId, await withNames(stores, courseId, batch))).map(seatRow),
    );
    const waiting = await inBatches(roster.waiting, async (batch) =>
      (await withNames(stores, courseId, batch)).map(waitingRow),
    );
    return [header, ...seats, ...waiting];
  };

type Row = (string | number)[];

const seatRow = ({ studentName = '', enrolledAt, lessonsDone, lessonCount, completedAt }: SeatEntry): Row => [
  studentName,
  completedAt === undefined ? 'Enrolled' : 'Completed',
  timeOf(enrolledAt),
  lessonsDone,
  lessonCount,
  completedAt === undefined ? '' : timeOf(completedAt),
];

const waitingRow = ({ studentName = '', enrolledAt }: RosterEntry): Row => [
  studentName,
  'Waiting',
  timeOf(enrolledAt),
  '',
  '',
  '',
];

/** As spreadsheets recognize it: 2026-11-30 14:05:09. */
const timeOf = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

async function inBatches(
  participants: readonly Participant[],
  rowsOf: (batch: Participant[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < participants.length; from += batchSize)
    rows.push(...(await rowsOf(participants.slice(from, from + batchSize))));
  return rows;
}
