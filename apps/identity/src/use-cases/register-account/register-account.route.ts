import { identityApi } from '@courses/contracts';
import { routeWith } from '@courses/http-kit';
import { networkOf } from '../../domain/network';
import type { registerAccount } from './register-account';

export const registerAccountRoute = (register: ReturnType<typeof registerAccount>) =>
  routeWith(
    identityApi.registerAccount,
    ({ ip, socket }) => Promise.resolve({ network: networkOf(ip, socket.remoteAddress) }),
    async ({ body, network }) => {
      await register({ ...body, network });
      return { body: undefined };
    },
  );
