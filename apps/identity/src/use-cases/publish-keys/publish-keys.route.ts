import { identityApi } from '@courses/contracts';
import { routeWith, type Route } from '@courses/http-kit';
import type { Response } from 'express';

/** Shorter than a key is announced before it signs. */
const cacheFor = (seconds: number) => (_req: unknown, res: Response) => {
  res.set('cache-control', `public, max-age=${seconds}`);
  return Promise.resolve({});
};

type PublicKeys = () => Promise<{ kid: string; kty: string; alg: string; use: string }[]>;

export const publishKeysRoutes = (issuer: string, publicKeys: PublicKeys): Route[] => [
  routeWith(identityApi.readKeys, cacheFor(300), async () => ({ body: { keys: await publicKeys() } })),
  routeWith(identityApi.discover, cacheFor(300), () =>
    Promise.resolve({
      body: {
        issuer,
        jwks_uri: `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
        claims_supported: ['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'roles'],
      },
    }),
  ),
];
