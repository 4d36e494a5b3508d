import type { User } from '@courses/contracts';
import type { Stores } from '../../stores';

export interface EndOwnSessionCommand {
  user: User;
  sessionId: string;
}

export const endOwnSession =
  ({ sessions }: Pick<Stores, 'sessions'>) =>
  ({ user, sessionId }: EndOwnSessionCommand): Promise<void> =>
    sessions.endOf(user.id, sessionId);
