import { waitFor } from '@courses/testing';
import type { Ledger } from './ledger';
import { QueueAdmin } from './queue-admin';
import type { ServicesEnvironment } from './services-environment';

/**
 * Waits until each published course has its roster, and compares them. `published` are the ids of the courses whose publication was
 * answered; those without a roster by then are lost. A roster without a published course is surplus.
 */
export async function reconcileRosters(
  { database }: ServicesEnvironment,
  brokerUrl: string,
  published: string[],
): Promise<Ledger> {
  const rosters = database.collection<{ _id: string }>('rosters');
  const stored = await database.collection('courses').countDocuments({ status: 'published' });
  await waitFor('the rosters', async () => (await rosters.countDocuments()) === stored).catch(
    () => undefined,
  );
  const effects = await rosters.countDocuments({ _id: { $in: published } });
  return {
    attempted: published.length,
    confirmed: published.length,
    ambiguous: 0,
    delivered: 0,
    effects,
    deadLettered: await new QueueAdmin(brokerUrl).depth('enrollments.open-roster.dlq'),
    lost: published.length - effects,
    duplicated: (await rosters.countDocuments()) - stored,
  };
}
