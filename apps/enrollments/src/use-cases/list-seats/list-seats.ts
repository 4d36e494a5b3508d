import type { Page, SeatEntry } from '@courses/contracts';
import { listParticipants, type ParticipantsRequest } from '../../domain/list-participants';
import { withSeatProgress } from '../../domain/roster-entries';
import type { Stores } from '../../stores';

export const listSeats =
  (stores: Pick<Stores, 'rosters' | 'students' | 'enrollments' | 'syllabi'>) =>
  async (request: ParticipantsRequest): Promise<Page<SeatEntry>> => {
    const { items, ...rest } = await listParticipants(stores, 'seats', request);
    return { items: await withSeatProgress(stores, request.courseId, items), ...rest };
  };
