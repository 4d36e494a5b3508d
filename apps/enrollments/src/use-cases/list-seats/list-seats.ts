import type { Page, RosterEntry } from '@courses/contracts';
import { listParticipants, type ParticipantsRequest } from '../../domain/list-participants';
import type { Stores } from '../../stores';

export const listSeats =
  (stores: Pick<Stores, 'rosters' | 'students'>) =>
  (request: ParticipantsRequest): Promise<Page<RosterEntry>> =>
    listParticipants(stores, 'seats', request);
