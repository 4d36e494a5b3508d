import type { Person } from '@courses/contracts';
import type { Stores } from '../../stores';

/** Stores the name of a person, so that rosters can show it. */
export const storeNameWhenAccountChanged =
  ({ students }: Pick<Stores, 'students'>) =>
  ({ id, displayName }: Person, version: number): Promise<void> =>
    students.upsertIfNewer(id, version, { name: displayName });
