import type { Instructor } from '@courses/contracts';
import { isInstructor } from '../../domain/account';
import type { Stores } from '../../stores';

/** Nobody else's name is public. */
export const listInstructors =
  ({ accounts }: Pick<Stores, 'accounts'>) =>
  async (ids: string[]): Promise<Instructor[]> =>
    (await accounts.findAll(ids)).filter(isInstructor).map(({ id, displayName }) => ({ id, displayName }));
