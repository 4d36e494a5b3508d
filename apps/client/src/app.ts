import { join } from 'node:path';
import {
  createHttpApp,
  createLogger,
  createMetrics,
  serve,
  serveMetrics,
  stopParts,
  type HttpServer,
  type HttpService,
  type Logger,
  type MetricsServer,
  type Registry,
} from '@courses/http-kit';
import { amqpBus, amqpDeadLetters, type Bus, type BusParts } from '@courses/messaging';
import { createTracing, type Tracing } from '@courses/telemetry';
import compression from 'compression';
import type { Config } from './config';
import { Forwarder } from './server/forwarding/forwarder';
import { ChangeNotifier } from './server/live/change-notifier';
import { EventStream } from './server/live/event-stream';
import { liveConsumers } from './server/live/live.consumer';
import { liveRoute } from './server/live/live-route';
import { page } from './server/page';
import { identityAt } from './server/session/identity';
import { requireAdmin } from './server/session/require-admin';
import { sameOriginOnly } from './server/session/same-origin';
import { sessionRoutes } from './server/session/session-routes';
import { sessionSeal } from './server/session/session-seal';
import { Sessions } from './server/session/sessions';
import type { ScenePeople } from './server/scene/scene-people';
import type { SystemControl } from './server/system/control';
import { createSystem, noSystem } from './server/system/system';
import { upstreams } from './server/upstreams';
import type { DemoAccount } from './shared/session';
import type { TraceReader } from './shared/trace';

export type { ScenePeople, SystemControl };

export interface Overrides {
  logger?: Logger;
  /** Replaces RabbitMQ, as in the quick start. */
  bus?: (parts: BusParts) => Bus;
  tracing?: Tracing;
  /** Takes the metrics, which are then not served here. */
  collectMetrics?: (metrics: Registry) => void;
  /** Folder of the built page. Default: `web` beside the bundle. */
  webFolder?: string;
  /** Accounts that the sign-in page offers, as in the quick start. Default: none. */
  demoAccounts?: readonly DemoAccount[];
  /** The traces that the page "How it works" shows, as in the quick start. Default: none. */
  traces?: TraceReader;
  /** Lets the page "How it works" stop services and pause consumers, as in the quick start. Default: it cannot. */
  control?: SystemControl;
  /** Who plays the scene of the page "How it works", as in the quick start. Default: `SCENE_PEOPLE`. */
  scenePeople?: ScenePeople;
  /** The services' time to respond, in milliseconds. Default 9,000, so that every answer begins within 10 s. */
  upstreamTimeoutMs?: number;
}

/** The composition root. Ready as soon as it is live: the page itself reports an unavailable service. */
export function buildApp(config: Config, overrides: Overrides = {}): HttpService {
  const logger = overrides.logger ?? createLogger('client', config.LOG_LEVEL);
  const webFolder = overrides.webFolder ?? join(__dirname, 'web');
  const timeoutMs = overrides.upstreamTimeoutMs ?? 9_000;
  const metrics = createMetrics('client');
  const tracing = overrides.tracing ?? createTracing('client', { config, log: logger });
  const { tracer } = tracing;
  const parts = { logger, metrics, tracer };
  overrides.collectMetrics?.(metrics);
  const bus = overrides.bus?.(parts) ?? amqpBus({ url: config.AMQP_URL, service: 'client', ...parts });
  const identity = identityAt(config.IDENTITY_URL, { timeoutMs, tracer });
  const sessions = new Sessions(identity, sessionSeal(config.SESSION_SECRET));
  const live = new EventStream();
  const services = upstreams(config);
  const forwarder = new Forwarder({
    upstreams: services,
    prefix: '/api',
    logger,
    timeoutMs,
    tracer,
    sessionOf: (req, res) => sessions.current(req, res),
  });
  const { traces, control, scenePeople = config.SCENE_PEOPLE } = overrides;
  const system = config.HOW_IT_WORKS
    ? createSystem({
        upstreams: services,
        bus,
        stream: live,
        traces,
        control,
        scenePeople,
        deadLetters: amqpDeadLetters(config.AMQP_URL),
        requireAdmin: requireAdmin(sessions, identity),
        logger,
      })
    : noSystem;
  const app = createHttpApp({
    logger,
    metrics,
    dependencies: {},
    isPublic: true,
    tracer,
    // Not its files, nor what the page polls.
    isTraced: (path) => /^\/(api|session)\b/.test(path),
    trustsTraceparent: config.TRUST_TRACEPARENT,
    beforeExpress: forwarder.handle,
    mount: [
      liveRoute('/live', live, sessions),
      compression(),
      sameOriginOnly,
      sessionRoutes(sessions, { howItWorks: config.HOW_IT_WORKS, demoAccounts: overrides.demoAccounts }),
      ...system.routes,
      page(webFolder),
    ],
  });
  let server: HttpServer | undefined;
  let metricsServer: MetricsServer | undefined;

  return {
    app,
    logger,
    async start() {
      await tracing.start();
      if (!overrides.collectMetrics) metricsServer = await serveMetrics([metrics], config.METRICS_PORT);
      const consumers = liveConsumers(new ChangeNotifier(live), system.watch);
      for (const consumer of consumers) await bus.subscribe(consumer);
      await bus.start();
      server = await serve(app, { port: config.PORT });
      logger.info({ url: server.url, metrics: metricsServer?.url }, 'listening');
      return { url: server.url };
    },
    async stop(reason) {
      live.close();
      system.stop();
      await stopParts(logger, [
        // Three seconds of draining, six of grace.
        { name: 'server', deadlineMs: 9_500, stop: async () => server?.stop(reason) },
        { name: 'bus', deadlineMs: 8_000, stop: () => bus.stop() },
        {
          name: 'telemetry',
          deadlineMs: 2_500,
          stop: () => Promise.all([tracing.stop(), metricsServer?.stop()]),
        },
      ]);
      await forwarder.close();
      logger.info({}, 'stopped');
    },
  };
}
