import { accountRegistered } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { learnName } from './learn-name';

export const learnNameConsumer = (learn: ReturnType<typeof learnName>) =>
  subscription({
    queue: 'enrollments.learn-name',
    event: accountRegistered,
    handle: async ({ data, aggregateVersion }) => {
      await learn(data, aggregateVersion);
      return ack;
    },
  });
