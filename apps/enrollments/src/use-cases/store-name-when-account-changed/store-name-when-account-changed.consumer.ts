import { accountRegistered, accountRenamed, type Person } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { storeNameWhenAccountChanged } from './store-name-when-account-changed';

/** Both carry the whole state of the person, so any of them may arrive first. */
export function storeNameConsumers(store: ReturnType<typeof storeNameWhenAccountChanged>) {
  const handle = async ({ data, aggregateVersion }: { data: Person; aggregateVersion: number }) => {
    await store(data, aggregateVersion);
    return ack;
  };
  return [
    subscription({ queue: 'enrollments.learn-name', event: accountRegistered, handle }),
    subscription({ queue: 'enrollments.change-name', event: accountRenamed, handle }),
  ];
}
