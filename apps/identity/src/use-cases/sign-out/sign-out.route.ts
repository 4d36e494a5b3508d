import { identityApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { signOut } from './sign-out';

export const signOutRoute = (end: ReturnType<typeof signOut>) =>
  route(identityApi.signOut, async ({ body }) => {
    await end(body);
    return { body: undefined };
  });
