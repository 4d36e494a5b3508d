import type { RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { context } from '@opentelemetry/api';
import { activeTraceId, contextOf, createTracing, type Tracing } from '../src';
import { startCollector } from './collector';

type Collector = Awaited<ReturnType<typeof startCollector>>;

const environment = process.env;
/** Without what the person who runs the tests has set. */
const neutral = Object.entries(environment).filter(([name]) => !name.startsWith('OTEL_'));
const warnings: object[] = [];
const tracesOfWarnings: (string | undefined)[] = [];
const log = {
  warn(details: object, message: string) {
    warnings.push({ ...details, message });
    tracesOfWarnings.push(activeTraceId());
  },
};
let collector: Collector;
let tracing: Tracing;

beforeEach(() => {
  warnings.length = tracesOfWarnings.length = 0;
  const quick = { OTEL_BSP_SCHEDULE_DELAY: '10', OTEL_EXPORTER_OTLP_TIMEOUT: '200' };
  process.env = { ...Object.fromEntries(neutral), ...quick };
});
afterEach(async () => {
  process.env = environment;
  await collector.stop();
});

/** Tracing with a collector that answers like this, and with these variables. */
async function start(answer: RequestListener, env: NodeJS.ProcessEnv = {}): Promise<void> {
  collector = await startCollector(answer);
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, env);
  tracing = createTracing('courses', { config: process.env, log });
  await tracing.start();
}

const span = (name: string) => tracing.tracer?.startSpan(name).end();

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 3_000) throw new Error(`waited in vain: ${what}`);
    await pause(10);
  }
}

const ok: RequestListener = (_request, response) => void response.writeHead(200).end();

describe('an exporter', () => {
  it('sends spans by OTLP over HTTP, in protobuf, with the name of the service', async () => {
    await start(ok);
    span('one of these');
    await tracing.stop();
    const [{ request, body } = {}] = collector.exports;
    expect(request).toMatchObject({ method: 'POST', url: '/v1/traces' });
    expect(request?.headers['content-type']).toBe('application/x-protobuf');
    for (const text of ['service.name', 'courses', 'one of these']) expect(body?.includes(text)).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('names the service as the standard variables do, and adds their attributes', async () => {
    await start(ok, {
      OTEL_SERVICE_NAME: 'renamed',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=not-this,deployment.environment.name=the-test',
    });
    span('one');
    await tracing.stop();
    const body = collector.exports[0]?.body;
    const has = (text: string) => body?.includes(text);
    expect(['renamed', 'the-test', 'not-this'].map(has)).toEqual([true, true, false]);
  });

  it('is told its whole address by the variable for traces alone', async () => {
    collector = await startCollector(ok);
    process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = `${collector.url}/elsewhere`;
    tracing = createTracing('courses', { config: process.env, log });
    await tracing.start();
    span('one');
    await tracing.stop();
    expect(collector.exports[0]?.request.url).toBe('/elsewhere');
  });

  it('sends nothing that the sampler leaves out', async () => {
    await start(ok, { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
    span('one');
    await tracing.stop();
    expect(collector.exports).toEqual([]);
  });

  it.each([401, 500])('is logged once when it is refused with %i, and costs nothing else', async (status) => {
    await start((_request, response) => void response.writeHead(status).end());
    for (const count of [1, 2, 3]) {
      span(`span ${count}`);
      await until('an export', () => collector.exports.length === count);
    }
    await tracing.stop();
    expect(warnings).toEqual([
      {
        reason: expect.any(String),
        message: 'spans are not exported; the service goes on without them',
      },
    ]);
  });

  it('is logged once when nobody listens there', async () => {
    await start(ok);
    await collector.stop();
    for (const count of [1, 2, 3]) {
      span(`span ${count}`);
      await until('the warning', () => warnings.length > 0);
    }
    await tracing.stop();
    expect(warnings).toEqual([expect.objectContaining({ reason: expect.any(String) })]);
  });

  it('is logged when its only export is that of the stop', async () => {
    await start(ok, { OTEL_BSP_SCHEDULE_DELAY: '60000' });
    await collector.stop();
    span('one');
    await tracing.stop();
    expect(warnings).toEqual([expect.objectContaining({ reason: expect.stringMatching('ECONNREFUSED') })]);
  });

  it('is logged outside of the trace that happened to begin its batch', async () => {
    await start((_request, response) => void response.writeHead(401).end());
    const parent = contextOf(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    context.with(parent, () => span('one'));
    await until('the warning', () => warnings.length > 0);
    expect(tracesOfWarnings).toEqual([undefined]);
    await tracing.stop();
  });

  it('that never answers does not hold up the stop', async () => {
    await start(() => undefined, { OTEL_EXPORTER_OTLP_TIMEOUT: '3000' });
    span('one');
    await until('the export', () => collector.exports.length === 1);
    await tracing.stop();
    expect(collector.exports[0]?.request.socket.destroyed).toBe(false);
    expect(warnings).toEqual([expect.objectContaining({ reason: 'no answer within 2000 ms of the stop' })]);
  });
});
