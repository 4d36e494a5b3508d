import { randomUUID } from 'node:crypto';
import {
  startProcess,
  stopGracefully,
  untilReady,
  type BackingServices,
  type ServiceProcess,
} from '@courses/testing';
import { services, variableOf } from './apps';

/** All servers from the bundles of their images, connected as in a cluster. */
export interface Fleet {
  servers: Record<string, ServiceProcess>;
  /** Headers of a newly signed-in user with all roles, per server. */
  signIn(): Promise<Record<string, string[]>>;
  stop(): Promise<void>;
}

const admin = { email: 'admin@example.com', password: randomUUID() };
const secret = 'a secret of the tests that is long enough';

interface FleetOptions {
  /** Variables for every server. */
  env?: Record<string, string>;
  /** Node options. */
  nodeArgs?: string[];
}

export async function startFleet(
  { mongodbUri: MONGODB_URI, amqpUrl: AMQP_URL }: Pick<BackingServices, 'mongodbUri' | 'amqpUrl'>,
  { env: shared = {}, nodeArgs = [] }: FleetOptions = {},
): Promise<Fleet> {
  const servers: Record<string, ServiceProcess> = {};
  const start = async (app: string, special: Record<string, string>): Promise<string> => {
    const env = { LOG_LEVEL: 'info', NODE_ENV: 'production', MONGODB_URI, AMQP_URL, ...shared, ...special };
    servers[app] = await startProcess(app, env, { nodeArgs });
    return servers[app].url;
  };
  const AUTH_ISSUER = 'http://identity.test';
  const IDENTITY_URL = await start('identity', {
    AUTH_ISSUER,
    KEY_SECRET: secret,
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  });
  const trust = { AUTH_ISSUER, AUTH_JWKS_URL: `${IDENTITY_URL}/.well-known/jwks.json` };
  const upstreams: Record<string, string> = { IDENTITY_URL };
  for (const service of services) upstreams[variableOf(service, 'URL')] = await start(service, trust);
  await untilReady(Object.values(servers));
  await start('client', { ...upstreams, SESSION_SECRET: secret, HOW_IT_WORKS: 'on' });
  const send = (url: string, method: string, body: object, more: Record<string, string> = {}) =>
    fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
  const authorization = async () => {
    const response = await send(`${IDENTITY_URL}/v1/sessions`, 'POST', admin);
    return `Bearer ${((await response.json()) as { accessToken: string }).accessToken}`;
  };
  // An admin is not a student by default.
  const headers = { authorization: await authorization() };
  const own = await fetch(`${IDENTITY_URL}/v1/account`, { headers });
  const { id } = (await own.json()) as { id: string };
  const ifMatch = { ...headers, 'if-match': own.headers.get('etag') ?? '' };
  const all = await send(
    `${IDENTITY_URL}/v1/accounts/${id}/roles`,
    'PUT',
    { roles: ['student', 'instructor', 'admin'] },
    ifMatch,
  );
  if (!all.ok) throw new Error(`The roles of the admin: ${all.status} ${await all.text()}`);
  return {
    servers,
    async signIn() {
      const cookie =
        (await send(`${servers.client?.url}/session`, 'POST', admin)).headers.get('set-cookie') ?? '';
      const token = [`authorization: ${await authorization()}`];
      const pageHeaders = [`cookie: ${cookie.split(';', 1)[0]}`, 'sec-fetch-site: same-origin'];
      const ofServices = Object.fromEntries(services.map((service) => [service, token]));
      return { identity: token, ...ofServices, client: pageHeaders };
    },
    async stop() {
      // Stop all of them, even when one fails to.
      const stops = await Promise.allSettled(Object.entries(servers).map((one) => stopGracefully(...one)));
      for (const stop of stops) if (stop.status === 'rejected') throw stop.reason;
    },
  };
}
