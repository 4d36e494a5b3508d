import { identityApi } from '@courses/contracts';
import { routeWith } from '@courses/http-kit';
import { deviceOf } from '../../domain/device';
import { networkOf } from '../../domain/network';
import type { signIn } from './sign-in';

export const signInRoute = (sign: ReturnType<typeof signIn>) =>
  routeWith(
    identityApi.signIn,
    ({ ip, socket }) => Promise.resolve({ network: networkOf(ip, socket.remoteAddress) }),
    async ({ body, headers, network }) => ({
      body: await sign({ ...body, network, device: deviceOf(headers['user-agent']) }),
    }),
  );
