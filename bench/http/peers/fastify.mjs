// Fastify as documented: JSON schemas for requests and responses, its logger and plugins. With ONE_LINE it logs one line per
// request, like the other peers, instead of its default two; with CACHE it has a response cache; with SOURCE=database it reads MongoDB.
import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import fastify, { LogController } from 'fastify';
import { port, securityHeaders } from './data.mjs';
import { observe, registry } from './metrics.mjs';
import { addResponseCache } from './response-cache.mjs';
import { courseSchema, pageSchema, problemSchema } from './schemas.mjs';
import { source } from './sources.mjs';

const oneLine = process.env.ONE_LINE !== undefined;
const app = fastify({ logger: true, logController: new LogController({ disableRequestLogging: oneLine }) });
await app.register(helmet, securityHeaders);
await app.register(etag);
if (process.env.CACHE !== undefined) addResponseCache(app);

app.addHook('onResponse', async (request, reply) => {
  const { method, url, routeOptions } = request;
  observe(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1_000);
  if (oneLine)
    request.log.info({ method, path: url, status: reply.statusCode, ms: reply.elapsedTime }, 'request');
});

app.get('/metrics', async (_request, reply) =>
  reply.type(registry.contentType).send(await registry.metrics()),
);

app.get(
  '/v1/courses/:courseId',
  {
    schema: {
      params: {
        type: 'object',
        required: ['courseId'],
        properties: { courseId: { type: 'string', format: 'uuid' } },
      },
      response: { 200: courseSchema, 404: problemSchema },
    },
  },
  async (request, reply) => {
    const found = await source.find(request.params.courseId);
    if (!found) return reply.code(404).send({ status: 404, title: 'Course not found' });
    reply.header('etag', `"${found.version}"`);
    return found;
  },
);

app.get(
  '/v1/courses',
  {
    schema: {
      querystring: {
        type: 'object',
        additionalProperties: false,
        properties: {
          limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          cursor: { type: 'string', maxLength: 1_000 },
          tag: { type: 'string', maxLength: 40 },
          sort: { type: 'string', enum: ['newest', 'title'], default: 'newest' },
        },
      },
      response: { 200: pageSchema },
    },
  },
  async ({ query }) => source.list(query),
);

await app.listen({ port });
