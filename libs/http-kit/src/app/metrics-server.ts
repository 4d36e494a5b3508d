import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from '../observability/metrics';

/** Responds to `GET /metrics` and to nothing else. */
export interface MetricsServer {
  /** `http://127.0.0.1:<port>/metrics` */
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the metrics of one or more registries on a port of their own; 0 selects a free one. Fails with the operating
 * system's error when it cannot listen.
 */
export async function serveMetrics(registries: readonly Registry[], port: number): Promise<MetricsServer> {
  const server = createServer((req, res) => {
    const isKnown = req.url === '/metrics' && (req.method === 'GET' || req.method === 'HEAD');
    if (!isKnown) return void res.writeHead(404).end();
    void Promise.all(registries.map((registry) => registry.metrics())).then(
      (texts) => res.writeHead(200, { 'content-type': registries[0]?.contentType }).end(joinFamilies(texts)),
      (error: Error) => res.writeHead(500).end(error.message),
    );
  });
  await once(server.listen(port), 'listening').catch((error: NodeJS.ErrnoException) => {
    throw Object.assign(error, { variable: 'METRICS_PORT' });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** OpenMetrics wants the samples of a name together, below one `# HELP` and `# TYPE`. */
function joinFamilies(texts: readonly string[]): string {
  const families = new Map<string, string[]>();
  for (const text of texts)
    for (const family of text.split(/^(?=# HELP )/m)) {
      const [help, type, ...samples] = family.split('\n').filter((line) => line !== '' && line !== '# EOF');
      const head = `${help}\n${type}`;
      if (help) families.set(head, [...(families.get(head) ?? []), ...samples]);
    }
  return [...families, ['# EOF', []] as const]
    .map(([head, samples]) => [head, ...samples, ''].join('\n'))
    .join('');
}
