import type { Roster } from '@courses/contracts';
import { rosterNotFound } from '../../domain/load-roster';
import { toPublic } from '../../domain/roster-summary';
import type { Stores } from '../../stores';

export const readRoster =
  ({ rosters }: Pick<Stores, 'rosters'>) =>
  async (courseId: string): Promise<Roster> => {
    const summary = await rosters.findSummary(courseId);
    if (!summary) throw rosterNotFound(courseId);
    return toPublic(summary);
  };
