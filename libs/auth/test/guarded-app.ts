import { endpoint, optionalUser, requireRole, requireUser, type User } from '@courses/contracts';
import { api, createHttpApp, createLogger, createMetrics, serve } from '@courses/http-kit';
import supertest from 'supertest';
import { z } from 'zod';
import { authentication, guardedRoute, type AuthConfig } from '../src';

const seen = z.strictObject({ id: z.string().optional(), roles: z.array(z.string()).optional() });
const reading = { method: 'get', summary: 'Who', tag: 'Who' } as const;
const success = { status: 200, description: 'The current user', body: seen } as const;

const forAll = endpoint({
  id: 'all',
  path: '/v1/all',
  access: optionalUser,
  success,
  ...reading,
  problems: [],
});
const forUsers = endpoint({
  id: 'users',
  path: '/v1/users',
  access: requireUser,
  success,
  ...reading,
  problems: [],
});
const forAdmins = endpoint({
  id: 'admins',
  method: 'post',
  path: '/v1/admins',
  access: requireRole('admin'),
  summary: 'Who',
  tag: 'Who',
  body: z.strictObject({ name: z.string() }),
  success,
  problems: [],
});

/** An API that returns the current user, with public, user and admin endpoints. */
export async function startGuardedApp(config: AuthConfig, timing?: { maxAgeMs: number; cooldownMs: number }) {
  const auth = authentication(config, timing ? { timing } : {});
  const show = ({ user }: { user: User | undefined }) => Promise.resolve({ body: { ...user } });
  const app = createHttpApp({
    logger: createLogger('test', 'silent'),
    metrics: createMetrics('test'),
    dependencies: {},
    mount: [
      api({ title: 'Test', description: 'The current user' }, [
        guardedRoute(auth, forAll, show),
        guardedRoute(auth, forUsers, show),
        guardedRoute(auth, forAdmins, show),
      ]),
    ],
  });
  const server = await serve(app, { port: 0 });
  return { request: supertest(server.url), stop: () => server.stop() };
}
