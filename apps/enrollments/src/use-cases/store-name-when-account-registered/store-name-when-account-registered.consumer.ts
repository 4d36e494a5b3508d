import { accountRegistered } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { storeNameWhenAccountRegistered } from './store-name-when-account-registered';

export const storeNameConsumer = (store: ReturnType<typeof storeNameWhenAccountRegistered>) =>
  subscription({
    queue: 'enrollments.learn-name',
    event: accountRegistered,
    handle: async ({ data, aggregateVersion }) => {
      await store(data, aggregateVersion);
      return ack;
    },
  });
