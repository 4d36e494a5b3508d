import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { endpoint } from '@courses/contracts';
import { pino } from 'pino';
import supertest from 'supertest';
import { z } from 'zod';
import { api, createHttpApp, createMetrics, serve, type HttpAppOptions, type Route } from '../src';

/** A server with the given routes, and the lines that it logged. */
export async function startTestApp(
  routes: Route[],
  options: Partial<HttpAppOptions> & { graceMs?: number } = {},
) {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const metrics = createMetrics('test');
  const app = createHttpApp({
    logger: pino({ level: 'debug' }, sink),
    metrics,
    dependencies: {},
    mount: [api({ title: 'Test', description: 'Things' }, routes)],
    ...options,
  });
  const server = await serve(app, { port: 0, ...(options.graceMs ? { graceMs: options.graceMs } : {}) });
  return { app, lines, metrics, server, request: supertest(server.url) };
}

/** Sends the text as it is, and returns all that comes until the connection is closed. */
export async function exchange(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

export const readThing = endpoint({
  id: 'readThing',
  method: 'get',
  path: '/v1/things/:thingId',
  summary: 'Read a thing',
  tag: 'Things',
  params: z.strictObject({ thingId: z.string().max(5) }),
  success: { status: 200, description: 'The thing', body: z.strictObject({ name: z.string() }), etag: true },
  problems: ['course-not-found'],
});

export const createThing = endpoint({
  id: 'createThing',
  method: 'post',
  path: '/v1/things',
  summary: 'Create a thing',
  tag: 'Things',
  body: z.strictObject({
    name: z.string().min(1),
    parts: z.array(z.strictObject({ size: z.number() })).default([]),
  }),
  success: { status: 201, description: 'The thing', body: z.strictObject({ name: z.string() }) },
  problems: [],
});
