import type { Roster } from '@courses/contracts';
import { toPublic } from '../../domain/roster-summary';
import type { Stores } from '../../stores';

export const listRosters =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async (courseIds: string[]): Promise<Roster[]> =>
    (await rosters.findSummaries(courseIds)).map(toPublic);
