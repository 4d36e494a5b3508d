// Reports over IPC the URL it listens on and, on request, its heap size.
import { endpoint } from '@courses/contracts';
import {
  ResponseCache,
  api,
  cachedReads,
  createHttpApp,
  createLogger,
  createMetrics,
  route,
  serve,
} from '../src';
import { z } from 'zod';

const body = { name: 'x'.repeat(500) };
const readThing = endpoint({
  id: 'readThing',
  method: 'get',
  path: '/v1/things/:thingId',
  summary: 'Read a thing',
  tag: 'Things',
  params: z.strictObject({ thingId: z.string() }),
  success: { status: 200, description: 'The thing', body: z.strictObject({ name: z.string() }), etag: true },
  problems: [],
});
const responseCache = new ResponseCache({ isInvalidationConnected: () => true });
const cached = route(readThing, () =>
  responseCache.getOrLoad('it', () =>
    Promise.resolve({ body, etag: '"1"', isPublic: true, dependsOn: [{ id: 'it', version: 1 }] }),
  ),
);
const fresh = route({ ...readThing, id: 'readFresh', path: '/v1/fresh/:thingId' }, () =>
  Promise.resolve({ body, etag: '"1"' }),
);

async function main() {
  const app = createHttpApp({
    logger: createLogger('budget'),
    metrics: createMetrics('budget'),
    dependencies: {},
    mount: [api({ title: 'Budget', description: '' }, [cached, fresh])],
    beforeExpress: cachedReads(responseCache),
  });
  const { url } = await serve(app, { port: 0 });
  process.on('message', () => process.send?.(process.memoryUsage().heapUsed));
  process.on('disconnect', () => process.exit(0));
  process.send?.(url);
}
void main();
