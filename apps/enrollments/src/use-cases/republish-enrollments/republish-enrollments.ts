import type { EventMessage } from '@courses/contracts';
import { eventOf } from '../../domain/event-of';
import type { Stores } from '../../stores';

/** As many are published at a time. */
const pageSize = 100;

/**
 * Publishes the state of every enrollment again, so that other services can build their projections; the versions of the
 * events make it safe while enrollments change. Returns how many were published. Fails as `publish` does; then run it again.
 */
export const republishEnrollments =
  ({ enrollments }: Pick<Stores, 'enrollments'>, publish: (event: EventMessage) => Promise<void>) =>
  async (): Promise<number> => {
    let count = 0;
    let cursor: string | undefined;
    do {
      const page = await enrollments.listAll({ limit: pageSize, cursor });
      await Promise.all(page.items.map((enrollment) => publish(eventOf(enrollment))));
      count += page.items.length;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return count;
  };
