import { identityApi } from '@courses/contracts';
import { routeWith } from '@courses/http-kit';
import type { registerAccount } from './register-account';

export const registerAccountRoute = (register: ReturnType<typeof registerAccount>) =>
  routeWith(
    identityApi.registerAccount,
    ({ ip = '' }) => Promise.resolve({ address: ip }),
    async ({ body, address }) => {
      await register({ ...body, address });
      return { body: undefined };
    },
  );
