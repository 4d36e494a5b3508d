import { join } from 'node:path';
import { ConfigError, createLogger, serveMetrics, type Registry, type Service } from '@courses/http-kit';
import { memoryBus, type BusParts, type Outbox } from '@courses/messaging';
import { createTracing, TraceMemory, type Tracing } from '@courses/telemetry';
import { buildApp as buildClient } from '../../client/src/app';
import { buildApp as buildIdentity } from '../../identity/src/app';
import { demoPeople } from '../demo/people';
import { seededPeople } from '../demo/seeded-people';
import { addDemo } from './add-demo';
import { banner } from './banner';
import type { Config } from './config';
import { DemoClock } from './demo-clock';
import { ManagedService } from './managed-service';
import { startInfrastructure, type Infrastructure } from './infrastructure';
import { waitUntilReady } from './readiness';
import { firstAdmin } from './register-people';
import { scenePeopleAt } from './scene-people';
import { services, variable } from './services';
import { systemControl } from './system-control';

/** Public, so the quick start refuses to start in production. */
const secret = 'the quick start only, never production';

/** All services and the client in one process, with demo data. `say` prints the banner. */
export function buildApp(config: Config, say: (text: string) => void): Service {
  const stops: (() => Promise<void>)[] = [];
  return {
    logger: createLogger('quickstart', config.LOG_LEVEL),
    async start() {
      const infrastructure = await startInfrastructure(config);
      stops.push(() => infrastructure.stop());
      const system = buildServices(config, infrastructure, join(__dirname, '../client/web'));
      stops.push(() => system.stop());
      const addresses = await system.start();
      const demo = await addDemo(addresses.urls, join(__dirname, 'courses'), system.demo);
      say(banner(addresses.client, addresses, infrastructure.summary, demo));
      return { url: addresses.client };
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

/** Base URLs. */
export interface Addresses {
  client: string;
  /** Of each service, by name. */
  urls: Record<string, string>;
  /** Of all services. */
  metrics: string;
}

/** All services and the client on running infrastructure; `webFolder` has the built page. Starts when all are ready. */
export function buildServices(config: Config, infrastructure: Infrastructure, webFolder: string) {
  const stops: (() => Promise<void>)[] = [];
  const managed = new Map<string, ManagedService>();
  const run = (
    name: string,
    port: number,
    build: (port: number, overrides: ReturnType<typeof overridesOf>) => Service,
    portVariable: string,
  ): Promise<string> => {
    const overrides = overridesOf(name);
    const service = new ManagedService(name, port, (free) => build(free, overrides), overrides.logger);
    managed.set(name, service);
    stops.push(() => service.stop());
    return service.start().catch(portTaken(portVariable));
  };
  const { broker } = infrastructure;
  const embeddedBus = broker && ((_service: string, parts: BusParts) => memoryBus({ ...parts, broker }));
  const bus = infrastructure.bus ?? embeddedBus;
  const traces = new TraceMemory();
  const tracings: Tracing[] = [];
  const registries: Registry[] = [];
  const outboxes = new Map<string, readonly Outbox[]>();
  const clock = new DemoClock();
  const tokens = new Map<string, string>();
  const seed = {
    people: seededPeople,
    onTokens: (issued: ReadonlyMap<string, string>) => issued.forEach((token, id) => tokens.set(id, token)),
  };
  /** For all starts of a service. */
  const overridesOf = (name: string) => {
    const logger = createLogger(name, config.LOG_LEVEL);
    const tracing = createTracing(name, { config, log: logger, memory: traces });
    tracings.push(tracing);
    const place = registries.length;
    let started: Promise<void> | undefined;
    return {
      logger,
      // Stopped together, at the end: a collector that is away is then waited for once.
      tracing: { ...tracing, start: () => (started ??= tracing.start()), stop: () => Promise.resolve() },
      collectMetrics: (metrics: Registry) => void (registries[place] = metrics),
      collectOutboxes: (all: readonly Outbox[]) => void outboxes.set(name, all),
      ...(bus ? { bus: (parts: BusParts) => bus(name, parts) } : {}),
    };
  };

  return {
    traces,
    registries,
    /** For `addDemo`. */
    demo: { clock, tokens },
    async start(): Promise<Addresses> {
      const shared = {
        LOG_LEVEL: config.LOG_LEVEL,
        METRICS_PORT: config.METRICS_PORT,
        MONGODB_URI: infrastructure.mongodbUri,
        AMQP_URL: infrastructure.amqpUrl,
        AUTH_ISSUER: `http://localhost:${config.IDENTITY_PORT}`,
        AUTH_AUDIENCE: 'courses',
      };
      const identity = await run(
        'identity',
        config.IDENTITY_PORT,
        (PORT, overrides) =>
          buildIdentity(
            { ...shared, ...firstAdmin, PORT, KEY_SECRET: secret, TRUST_PROXY: 1 },
            { ...overrides, seed },
          ),
        'IDENTITY_PORT',
      );
      const serviceConfig = {
        ...shared,
        AUTH_JWKS_URL: `${identity}/.well-known/jwks.json`,
        AUTH_ROLES_CLAIM: 'roles',
        AUTH_ALGORITHMS: ['EdDSA'],
      };
      const urls: Record<string, string> = { identity };
      for (const { name, buildApp } of services) {
        const build = (PORT: number, overrides: ReturnType<typeof overridesOf>) =>
          buildApp({ ...serviceConfig, PORT }, { ...overrides, now: clock.now });
        urls[name] = await run(name, config.ports[name] as number, build, variable(name, 'PORT'));
      }
      for (const [name, url] of Object.entries(urls)) await waitUntilReady(name, url);
      const clientConfig = {
        ...shared,
        ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [variable(name, 'URL'), url])),
        IDENTITY_URL: identity,
        SESSION_SECRET: [secret],
        TRUST_TRACEPARENT: false,
        HOW_IT_WORKS: true,
      };
      const control = systemControl({
        services: new Map(managed),
        broker,
        embeddedDatabase: infrastructure.embeddedDatabase,
        outboxes,
      });
      const scenePeople = scenePeopleAt(identity);
      const client = await run(
        'client',
        config.PORT,
        (PORT, overrides) =>
          buildClient(
            { ...clientConfig, PORT },
            { ...overrides, traces, control, scenePeople, webFolder, demoAccounts: demoPeople },
          ),
        'PORT',
      );
      const metrics = await serveMetrics(registries, config.METRICS_PORT).catch(portTaken('METRICS_PORT'));
      stops.push(() => metrics.stop());
      return { client, urls, metrics: metrics.url.replace('127.0.0.1', 'localhost') };
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
      await Promise.all(tracings.map((tracing) => tracing.stop()));
    },
  };
}

const portTaken = (variable: string) => (error: NodeJS.ErrnoException & { port?: number }) => {
  if (error.code !== 'EADDRINUSE') throw error;
  const other = `${variable}=${Number(error.port) + 100}`;
  throw new ConfigError(
    `Port ${error.port} is already in use: stop the other process, or choose another port with ${other}`,
  );
};
