import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace, TraceSpan } from '@courses/telemetry';
import { startBackingServices, waitFor } from '@courses/testing';
import supertest from 'supertest';
import { demoPeople } from '../demo/people';
import { anyPorts } from '../record/any-ports';
import { buildServices } from '../src/app';
import { readConfig } from '../src/config';
import { registerPeople } from '../src/register-people';
import { arrowsOf } from './trace-tree';

const isAbout = ({ attributes }: TraceSpan, id: string) =>
  Object.values(attributes).some((value) => String(value).includes(id));

export type TracedSystem = Awaited<ReturnType<typeof startTracedSystem>>;
export type Agent = Awaited<ReturnType<TracedSystem['signIn']>>;

/** All services in this process, on real backing services where the tests have them, with their traces in memory. */
export async function startTracedSystem() {
  const webFolder = mkdtempSync(join(tmpdir(), 'traces-'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Courses</title>');
  const backingServices = await startBackingServices();
  const config = readConfig({ ...anyPorts(), LOG_LEVEL: 'silent' });
  const { mongodbUri, amqpUrl, bus } = backingServices;
  const infrastructure = {
    mongodbUri,
    amqpUrl,
    broker: undefined,
    embeddedDatabase: false,
    bus,
    summary: [],
    stop: () => Promise.resolve(),
  };
  const system = buildServices(config, infrastructure, webFolder);
  const { client: url, urls, metrics } = await system.start();
  await registerPeople(urls.identity as string);

  const traces = () => system.traces.list().map(({ traceId }) => system.traces.find(traceId) as Trace);
  const spans = () => traces().flatMap((trace) => trace.spans);
  const tracesAbout = (id: string) =>
    traces().filter((trace) => trace.spans.some((span) => isAbout(span, id)));

  return {
    url,
    urls,
    metrics,
    registries: system.registries,
    /** Sends requests as a demo person, through the client. */
    async signIn(role: (typeof demoPeople)[number]['role']) {
      const agent = supertest.agent(url).set('origin', url);
      const { email, password } = demoPeople.find((person) => person.role === role) ?? {};
      await agent.post('/session').send({ email, password }).expect(201);
      return agent;
    },
    /** A span of that name, in a trace about a course, once it has ended. */
    spanOf: (name: string, id: string): Promise<TraceSpan> =>
      waitFor(`a span ${name}`, () =>
        tracesAbout(id)
          .flatMap((trace) => trace.spans)
          .find((span) => span.name === name),
      ),
    /** The trace of these arrows, about a course. */
    traceWith: (arrows: string[], id: string): Promise<Trace> =>
      waitFor(`a trace with ${arrows.join(', ')}`, () =>
        tracesAbout(id).find((trace) => arrows.every((arrow) => arrowsOf(trace).includes(arrow))),
      ),
    spans,
    async stop() {
      await system.stop();
      await backingServices.stop();
      rmSync(webFolder, { recursive: true });
    },
  };
}
