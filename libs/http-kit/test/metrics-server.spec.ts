import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Counter } from 'prom-client';
import { createMetrics, formatStartupError, serveMetrics, type MetricsServer, type Registry } from '../src';

let server: MetricsServer;
afterEach(() => server.stop());

/** As `createMetrics`, with a counter of its own and one that all have. */
function registryOf(service: string): Registry {
  const registry = createMetrics(service);
  const counter = (name: string) => new Counter({ name, help: `Of ${name}`, registers: [registry] });
  counter('things_total').inc();
  counter(`${service}_only_total`).inc(2);
  return registry;
}

const lines = async () => (await (await fetch(server.url)).text()).split('\n');

describe('a metrics server', () => {
  it('answers GET and HEAD of /metrics, and 404 to all else', async () => {
    server = await serveMetrics([registryOf('courses')], 0);
    const { origin } = new URL(server.url);
    const status = async (path: string, method = 'GET') => (await fetch(origin + path, { method })).status;
    expect([await status('/metrics'), await status('/metrics', 'HEAD')]).toEqual([200, 200]);
    const others = ['/', '/metrics/', '/metrics?name=x', '/METRICS', '/health/live', '/favicon.ico'];
    for (const path of others) expect([path, await status(path)]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect([method, await status('/metrics', method)]).toEqual([method, 404]);
  });

  it('answers with OpenMetrics, each sample with the name of its service', async () => {
    server = await serveMetrics([registryOf('courses')], 0);
    const answer = await fetch(server.url);
    expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    const samples = (await answer.text()).split('\n').filter((line) => line && !line.startsWith('#'));
    expect(samples.length).toBeGreaterThan(20);
    expect(samples.filter((line) => !line.includes('service="courses"'))).toEqual([]);
  });

  it('joins registries: each family once, with the samples of all, and one end', async () => {
    server = await serveMetrics(['courses', 'identity', 'client'].map(registryOf), 0);
    const text = await lines();
    expect(text.slice(-2)).toEqual(['# EOF', '']);
    expect(text.filter((line) => line === '# EOF')).toHaveLength(1);
    const families = text.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]);
    expect(families.toSorted()).toEqual([...new Set(families)].toSorted());
    expect(text.filter((line) => line.startsWith('things_total{'))).toEqual([
      'things_total{service="courses"} 1',
      'things_total{service="identity"} 1',
      'things_total{service="client"} 1',
    ]);
    expect(text).toContain('identity_only_total{service="identity"} 2');
  });

  it('has each sample below the head of its family', async () => {
    server = await serveMetrics(['courses', 'identity'].map(registryOf), 0);
    let family = '';
    for (const line of (await lines()).slice(0, -2)) {
      if (line.startsWith('# HELP ')) family = line.split(' ')[2] as string;
      else expect([line, line.replace('# TYPE ', '').startsWith(family)]).toEqual([line, true]);
    }
  });

  it('answers 500 when a metric fails, and goes on', async () => {
    const registry = registryOf('courses');
    const fail = jest.spyOn(registry, 'metrics').mockRejectedValueOnce(new Error('no such gauge'));
    server = await serveMetrics([registry], 0);
    expect((await fetch(server.url)).status).toBe(500);
    expect((await fetch(server.url)).status).toBe(200);
    expect(fail).toHaveBeenCalledTimes(2);
  });

  it('names its variable when its port is in use', async () => {
    server = await serveMetrics([], 0);
    const other = createServer();
    await once(other.listen(0), 'listening');
    const { port } = other.address() as AddressInfo;
    const error: unknown = await serveMetrics([], port).catch((failure: unknown) => failure);
    expect(formatStartupError(error)).toBe(
      `Port ${port} is already in use: stop the other process or set METRICS_PORT to another port.`,
    );
    other.close();
  });
});
