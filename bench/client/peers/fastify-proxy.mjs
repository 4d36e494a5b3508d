// @fastify/http-proxy as documented, with Fastify's logger.
import proxy from '@fastify/http-proxy';
import fastify from 'fastify';

const app = fastify({ logger: true });
await app.register(proxy, { upstream: process.env.UPSTREAM, prefix: '/api' });
await app.listen({ port: Number(process.env.PORT) });
