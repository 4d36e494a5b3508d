import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealServers, type RealServers, type ServiceProcess } from '@courses/testing';
import { startFleet } from '../../support/fleet';
import { Alertmanager } from './alertmanager';
import { warmUp } from './load';
import { Person } from './people';
import { Prometheus } from './prometheus';
import { startAlertmanager, startJaeger, startPrometheus, startSpanSink, type Tool } from './tools';

/** The system from its bundles on real servers, and what observes it. */
export interface ObservedSystem {
  servers: Record<'client' | 'courses' | 'enrollments' | 'identity', ServiceProcess>;
  rabbit: RealServers['rabbit'];
  prometheus: Prometheus;
  alertmanager: Alertmanager;
  /** Jaeger; in the short form it only takes them. */
  traces: Tool;
  /** Has every role. */
  admin: Person;
  stop(): Promise<void>;
}

/** Stops everything again when a part does not start. */
export async function startObservedSystem(): Promise<ObservedSystem> {
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    return { ...(await startParts(stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(stops: (() => void | Promise<void>)[]): Promise<Omit<ObservedSystem, 'stop'>> {
  const started = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    stops.push(() => part.stop());
    return part;
  };
  const folder = mkdtempSync(join(tmpdir(), 'observability-'));
  stops.push(() => rmSync(folder, { recursive: true }));
  const { rabbit, mongo } = started(await startRealServers());
  const traces = started(await (process.env.SHORT === 'on' ? startSpanSink() : startJaeger()));
  const fleet = started(
    await startFleet(
      { mongodbUri: `${mongo.uri}/observed`, amqpUrl: rabbit.url },
      { env: { OTEL_EXPORTER_OTLP_ENDPOINT: traces.otlp } },
    ),
  );
  const servers = fleet.servers as ObservedSystem['servers'];
  const { client: headers = [] } = await fleet.signIn();
  const admin = new Person(servers.client.url, headers);
  await warmUp(servers.client.url, admin);
  const alertmanager = started(await startAlertmanager(folder));
  const prometheus = started(await startPrometheus({ folder, alertmanager, servers }));
  return {
    servers,
    rabbit,
    prometheus: new Prometheus(prometheus.url),
    alertmanager: new Alertmanager(alertmanager.url),
    traces,
    admin,
  };
}
