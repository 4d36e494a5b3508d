import { identityApi } from '@courses/contracts';
import { routeWith } from '@courses/http-kit';
import type { signIn } from './sign-in';

export const signInRoute = (sign: ReturnType<typeof signIn>) =>
  routeWith(
    identityApi.signIn,
    ({ ip = '' }) => Promise.resolve({ address: ip }),
    async ({ body, address }) => ({ body: await sign({ ...body, address }) }),
  );
