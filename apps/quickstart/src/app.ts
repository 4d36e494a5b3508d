import { join } from 'node:path';
import { ConfigError, createLogger, type Service } from '@courses/http-kit';
import { buildApp as buildClient } from '../../client/src/app';
import { buildApp as buildIdentity } from '../../identity/src/app';
import { banner } from './banner';
import type { Config } from './config';
import { fillCatalogue } from './demo-data';
import { firstAdmin, settleDemoPeople } from './demo-people';
import { startInfrastructure } from './infrastructure';
import { untilReady } from './readiness';
import { services, variable } from './services';

/** Not secret, and nothing in production: the quick start refuses to run there. */
const secret = 'the quick start only, never production';

/** Every service and the client in one process. `say` gets what a person should read. */
export function buildApp(config: Config, say: (text: string) => void): Service {
  const stops: (() => Promise<void>)[] = [];
  const run = async (service: Service, portVariable: string): Promise<string> => {
    stops.push(() => service.stop());
    const { url } = await service.start().catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new ConfigError(portTaken(error, portVariable)) : error;
    });
    return url.replace('127.0.0.1', 'localhost');
  };

  return {
    logger: createLogger('quickstart', config.LOG_LEVEL),
    async start() {
      const infrastructure = await startInfrastructure(config);
      stops.push(() => infrastructure.stop());
      const shared = {
        LOG_LEVEL: config.LOG_LEVEL,
        MONGODB_URI: infrastructure.mongodbUri,
        AMQP_URL: infrastructure.amqpUrl,
        AUTH_ISSUER: `http://localhost:${config.IDENTITY_PORT}`,
        AUTH_AUDIENCE: 'courses',
      };
      const overrides = (name: string) => {
        const bus = infrastructure.bus();
        return { logger: createLogger(name, config.LOG_LEVEL), ...(bus ? { bus } : {}) };
      };

      const identity = await run(
        buildIdentity(
          { ...shared, ...firstAdmin, PORT: config.IDENTITY_PORT, KEY_SECRET: secret, TRUST_PROXY: 1 },
          overrides('identity'),
        ),
        'IDENTITY_PORT',
      );
      const trusting = {
        ...shared,
        AUTH_JWKS_URL: `${identity}/.well-known/jwks.json`,
        AUTH_ROLES_CLAIM: 'roles',
        AUTH_ALGORITHMS: ['EdDSA'],
      };
      const urls: Record<string, string> = { identity };
      for (const { name, buildApp } of services) {
        const service = buildApp({ ...trusting, PORT: config.ports[name] as number }, overrides(name));
        urls[name] = await run(service, variable(name, 'PORT'));
      }
      for (const [name, url] of Object.entries(urls)) await untilReady(name, url);
      const behindClient = {
        ...shared,
        PORT: config.PORT,
        ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [variable(name, 'URL'), url])),
        IDENTITY_URL: identity,
        SESSION_SECRET: [secret],
        HOW_IT_WORKS: true,
      };
      const client = await run(
        buildClient(behindClient, { ...overrides('client'), webFolder: join(__dirname, '../client/web') }),
        'PORT',
      );
      const courses = urls.courses as string;
      const people = await settleDemoPeople(identity);
      const added = await fillCatalogue(courses, join(__dirname, 'courses'), people);
      say(banner(client, urls, infrastructure.summary, added, await smallCourse(courses)));
      return { url: client };
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

/** The published course with the fewest seats. */
async function smallCourse(coursesUrl: string): Promise<string | undefined> {
  const response = await fetch(`${coursesUrl}/v1/courses?status=published&limit=100`);
  const { items } = (await response.json()) as { items: { id: string; capacity: number }[] };
  return items.sort((a, b) => a.capacity - b.capacity)[0]?.id;
}

const portTaken = ({ port }: NodeJS.ErrnoException & { port?: number }, variable: string) =>
  `Port ${port} is taken: stop what uses it, or choose another: ${variable}=${Number(port) + 100} npm start`;
