import type { Page } from '@courses/contracts';
import type { Enrollment } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

export const listEnrollments =
  (rosters: RosterRepository) =>
  (courseId: string, page: { limit: number; cursor?: string | undefined }): Promise<Page<Enrollment>> =>
    rosters.listSeats(courseId, page);
