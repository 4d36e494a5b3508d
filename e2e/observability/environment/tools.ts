import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort, ServerProcess, type ServiceProcess } from '@courses/testing';
import { parse } from 'yaml';
import { root } from '../../support/run';

const source = join(root, 'infra/observability');
const logs = join(root, 'test-results/observability-logs');

export interface Tool {
  url: string;
  stop(): Promise<void>;
}

async function startTool(program: string, port: number, args: string[]): Promise<Tool> {
  mkdirSync(logs, { recursive: true });
  const server = new ServerProcess({ program, args, port, log: join(logs, `${program}.log`) });
  await server.start();
  return { url: `http://127.0.0.1:${port}`, stop: () => server.stop() };
}

/** What compose.yaml starts it with, except for what is listed here by its beginning. */
function flagsOf(tool: string, ...replaced: string[]): string[] {
  const { services } = parse(readFileSync(join(source, 'compose.yaml'), 'utf8'), { merge: true }) as {
    services: Record<string, { command: string[] }>;
  };
  const { command = [] } = services[tool] ?? {};
  return command.filter((flag) => !replaced.some((beginning) => flag.startsWith(beginning)));
}

/** With the project's configuration, but on free ports. */
export async function startJaeger(): Promise<Tool & { otlp: string }> {
  const [http, grpc, otlp] = [await freePort(), await freePort(), await freePort()];
  const jaeger = await startTool('jaeger', http, [
    `--config=${join(source, 'jaeger.yaml')}`,
    `--set=extensions.jaeger_query.http.endpoint=127.0.0.1:${http}`,
    `--set=extensions.jaeger_query.grpc.endpoint=127.0.0.1:${grpc}`,
    `--set=receivers.otlp.protocols.http.endpoint=127.0.0.1:${otlp}`,
    '--set=service.telemetry.metrics.level=none',
  ]);
  return { ...jaeger, otlp: `http://127.0.0.1:${otlp}` };
}

/** Takes spans in place of Jaeger, so that requests are traced, and keeps none. */
export async function startSpanSink(): Promise<Tool & { otlp: string }> {
  const server = createServer((req, res) => void req.resume().once('end', () => res.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, otlp: url, stop };
}

/** With the project's configuration. */
export async function startAlertmanager(folder: string): Promise<Tool> {
  const port = await freePort();
  return startTool('alertmanager', port, [
    ...flagsOf('alertmanager', '--config', '--storage'),
    `--config.file=${join(source, 'alertmanager.yaml')}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
}

interface Scraped {
  folder: string;
  alertmanager: Tool;
  servers: Record<string, ServiceProcess>;
}

/** With the project's configuration, rules and intervals; only the addresses are others. */
export async function startPrometheus({ folder, alertmanager, servers }: Scraped): Promise<Tool> {
  const port = await freePort();
  cpSync(join(source, 'rules'), join(folder, 'rules'), { recursive: true });
  mkdirSync(join(folder, 'targets'));
  for (const [app, { metrics }] of Object.entries(servers)) {
    const target = readFileSync(join(source, `targets/${app}.yaml`), 'utf8');
    writeFileSync(join(folder, `targets/${app}.yaml`), target.replace(`${app}:9464`, new URL(metrics).host));
  }
  const config = readFileSync(join(source, 'prometheus.yaml'), 'utf8');
  const configFile = join(folder, 'prometheus.yaml');
  writeFileSync(configFile, config.replace('alertmanager:9093', new URL(alertmanager.url).host));
  return startTool('prometheus', port, [
    ...flagsOf('prometheus', '--config', '--storage.tsdb.path'),
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
}
