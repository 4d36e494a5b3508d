import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '@courses/telemetry';
import { startBackingServices, waitFor } from '@courses/testing';
import supertest from 'supertest';
import { demoPeople } from '../demo/people';
import { buildServices } from '../src/app';
import { readConfig } from '../src/config';
import { startInfrastructure } from '../src/infrastructure';
import { registerPeople } from '../src/register-people';

const ports = ['PORT', 'METRICS_PORT', 'IDENTITY_PORT', 'COURSES_PORT', 'ENROLLMENTS_PORT'];

/** All services in this process, on real backing services where the tests have them, with their traces in memory. */
export async function startTracedSystem() {
  const webFolder = mkdtempSync(join(tmpdir(), 'traces-'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Courses</title>');
  const backingServices = await startBackingServices();
  const { AMQP_URL } = process.env;
  const real = AMQP_URL ? { MONGODB_URI: backingServices.mongodbUri, AMQP_URL } : {};
  const anyPorts = Object.fromEntries(ports.map((name) => [name, '0']));
  const config = readConfig({ ...anyPorts, ...real, LOG_LEVEL: 'silent' });
  const infrastructure = await startInfrastructure(config);
  const system = buildServices(config, infrastructure, webFolder);
  const { client: url, urls, metrics } = await system.start();
  await registerPeople(urls.identity as string);

  return {
    url,
    metrics,
    /** Sends requests as a demo person, through the client. */
    async signIn(role: (typeof demoPeople)[number]['role']) {
      const agent = supertest.agent(url).set('origin', url);
      const { email, password } = demoPeople.find((person) => person.role === role) ?? {};
      await agent.post('/session').send({ email, password }).expect(201);
      return agent;
    },
    /** The newest trace whose first span is so named, once it has spans of that name. */
    traceOf: (name: string, ...spans: string[]): Promise<Trace> =>
      waitFor(`a trace of ${name} with ${spans.join(' and ')}`, () =>
        system.traces
          .list()
          .filter((summary) => summary.name === name)
          .map(({ traceId }) => system.traces.find(traceId) as Trace)
          .find((trace) => spans.every((span) => trace.spans.some((known) => known.name === span))),
      ),
    traces: system.traces,
    async stop() {
      await system.stop();
      await infrastructure.stop();
      await backingServices.stop();
      rmSync(webFolder, { recursive: true });
    },
  };
}
