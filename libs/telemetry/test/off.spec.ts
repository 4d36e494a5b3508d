import { context, trace } from '@opentelemetry/api';
import { activeTraceId, activeTraceparent, contextOf, createTracing, exemplarLabels, linksTo } from '../src';

jest.mock('../src/sdk', () => {
  throw new Error('the SDK was loaded');
});

const log = { warn: () => undefined };
const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('tracing', () => {
  it('is off without an endpoint, and then loads nothing of the SDK', async () => {
    const tracing = createTracing('courses', { config: {}, log });
    expect(tracing.tracer).toBeUndefined();
    await tracing.start();
    await tracing.stop();
  });

  it('is off although there is an endpoint when OTEL_SDK_DISABLED says so', () => {
    const config = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' };
    expect(createTracing('courses', { config, log }).tracer).toBeUndefined();
  });

  it('loads the SDK when it starts, not before', async () => {
    const config = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
    const tracing = createTracing('courses', { config, log });
    expect(tracing.tracer).toBeDefined();
    await tracing.stop();
    await expect(tracing.start()).rejects.toThrow('the SDK was loaded');
  });
});

it('reads and writes no context while tracing is off', () => {
  const named = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
  context.with(trace.setSpan(context.active(), named), () => {
    expect([activeTraceId(), activeTraceparent(), exemplarLabels()]).toEqual([undefined, undefined, {}]);
  });
  expect([trace.getSpan(contextOf(traceparent)), linksTo(traceparent)]).toEqual([undefined, []]);
});
