import type { Person as Account } from '@courses/contracts';
import type { Copies, Person } from '../../domain/copies';

/** Remembers what somebody is called, so that rosters can show it. */
export const learnName =
  (people: Copies<Person>) =>
  ({ id, displayName }: Account, version: number): Promise<void> =>
    people.keep(id, version, { name: displayName });
