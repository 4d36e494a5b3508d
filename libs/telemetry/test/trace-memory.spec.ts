import { context, SpanKind, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api';
import { createTracing, TraceMemory, type Tracing } from '../src';

const log = { warn: () => undefined };
let memory: TraceMemory;
let tracings: Tracing[];

/** The tracer of one of the services that share the memory. */
async function tracerOf(service: string): Promise<Tracer> {
  const tracing = createTracing(service, { config: {}, log, memory });
  tracings.push(tracing);
  await tracing.start();
  return tracing.tracer as Tracer;
}

beforeEach(() => {
  memory = new TraceMemory();
  tracings = [];
});
afterEach(() => Promise.all(tracings.map((tracing) => tracing.stop())));

it('tells services of one process apart, whatever name the environment gives to one', async () => {
  process.env.OTEL_SERVICE_NAME = 'renamed';
  const [client, courses] = [await tracerOf('client'), await tracerOf('courses')];
  delete process.env.OTEL_SERVICE_NAME;
  const root = client.startSpan('GET');
  courses.startSpan('GET /', {}, under(root)).end();
  root.end();
  const services = memory.find(root.spanContext().traceId)?.spans.map(({ service }) => service);
  expect(services?.sort()).toEqual(['client', 'courses']);
});

const under = (span: Span) => trace.setSpan(context.active(), span);
const names = () => memory.list().map(({ name }) => name);

function ended(tracer: Tracer, name: string): void {
  tracer.startSpan(name).end();
}

describe('a memory of traces', () => {
  it('has a trace with its spans by their start, whatever order they end in', async () => {
    const [client, courses] = [await tracerOf('client'), await tracerOf('courses')];
    const at = (ms: number) => Date.UTC(2026, 2, 1) + ms;
    const root = client.startSpan('GET', { startTime: at(0) });
    const attributes = { about: 'x' };
    const second = courses.startSpan('find', { startTime: at(20), attributes }, under(root));
    const first = courses.startSpan('GET /', { startTime: at(10) }, under(root));
    second.end(at(30));
    first.end(at(40));
    root.end(at(50.5));
    const { traceId } = root.spanContext();
    expect(memory.find(traceId)?.spans).toMatchObject([
      { name: 'GET', service: 'client', kind: 'internal', startMs: at(0), durationMs: 50.5 },
      { name: 'GET /', service: 'courses', parentId: root.spanContext().spanId },
      { name: 'find', attributes: { about: 'x' } },
    ]);
    expect(memory.list()).toEqual([
      {
        traceId,
        name: 'GET',
        startMs: at(0),
        durationMs: 50.5,
        services: ['client', 'courses'],
        spanCount: 3,
        failed: false,
      },
    ]);
    expect(memory.find('f'.repeat(32))).toBeUndefined();
  });

  it('names a trace by the request to the service behind the client', async () => {
    const [client, courses] = [await tracerOf('client'), await tracerOf('courses')];
    const kind = SpanKind.SERVER;
    const root = client.startSpan('GET /api/v1/courses{/*rest}', { kind });
    const behind = courses.startSpan('GET /v1/courses/:courseId', { kind }, under(root));
    const process = courses.startSpan('process courses.read', { kind: SpanKind.CONSUMER }, under(behind));
    for (const span of [process, behind, root]) span.end();
    expect(names()).toEqual(['GET /v1/courses/:courseId']);
  });

  it('tells why a span failed, and that its trace has', async () => {
    const span = (await tracerOf('courses')).startSpan('find', { attributes: { 'error.type': '500' } });
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    expect(memory.find(span.spanContext().traceId)?.spans).toMatchObject([{ error: '500' }]);
    expect(memory.list()).toMatchObject([{ failed: true }]);
  });

  it('lists the trace first that got a span last', async () => {
    const tracer = await tracerOf('courses');
    const early = tracer.startSpan('early');
    ended(tracer, 'late');
    early.end();
    expect(names()).toEqual(['early', 'late']);
    tracer.startSpan('of a later moment', {}, under(early)).end();
    ended(tracer, 'later');
    expect(names()).toEqual(['later', 'early', 'late']);
  });

  it('keeps 100 traces, the newest', async () => {
    const tracer = await tracerOf('courses');
    for (let count = 0; count < 120; count += 1) ended(tracer, `trace ${count}`);
    expect(names()).toHaveLength(100);
    expect([names()[0], names().at(-1)]).toEqual(['trace 119', 'trace 20']);
  });

  it('keeps traces that cross services longer than others', async () => {
    const [client, courses] = [await tracerOf('client'), await tracerOf('courses')];
    const crossing = (name: string) => {
      const root = client.startSpan(name);
      courses.startSpan('GET', {}, under(root)).end();
      root.end();
    };
    crossing('crosses');
    for (let count = 0; count < 200; count += 1) ended(client, 'stays');
    expect(names()).toContain('crosses');
    for (let count = 0; count < 100; count += 1) crossing('newer');
    expect(names()).toEqual(Array.from({ length: 100 }, () => 'newer'));
  });

  it('takes new traces while all that it has cross services', async () => {
    const [client, courses] = [await tracerOf('client'), await tracerOf('courses')];
    const begin = (name: string) => {
      const root = client.startSpan(name);
      courses.startSpan('GET', {}, under(root)).end();
      return root;
    };
    for (let count = 0; count < 100; count += 1) begin('old').end();
    const roots = Array.from({ length: 10 }, () => begin('new'));
    for (const root of roots) root.end();
    expect(memory.list().slice(0, 10)).toEqual(
      roots.map(() => expect.objectContaining({ name: 'new', spanCount: 2 })),
    );
  });

  it('keeps 500 spans of a trace', async () => {
    const tracer = await tracerOf('courses');
    const root = tracer.startSpan('root');
    for (let count = 0; count < 600; count += 1) tracer.startSpan('one of many', {}, under(root)).end();
    root.end();
    expect(memory.list()).toMatchObject([{ spanCount: 500 }]);
  });
});
