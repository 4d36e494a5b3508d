import { identityApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { refreshSession } from './refresh-session';

export const refreshSessionRoute = (refresh: ReturnType<typeof refreshSession>) =>
  route(identityApi.refreshSession, async ({ body }) => ({ body: await refresh(body) }));
