import { context, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import {
  activeTraceId,
  activeTraceparent,
  contextOf,
  createTracing,
  exemplarLabels,
  failSpan,
  linksTo,
  TraceMemory,
  type Tracing,
} from '../src';

let tracing: Tracing;
beforeAll(async () => {
  const log = { warn: () => undefined };
  tracing = createTracing('courses', { config: {}, log, memory: new TraceMemory() });
  await tracing.start();
});
afterAll(() => tracing.stop());

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
const traceparent = `00-${traceId}-${spanId}-01`;
const within = <Result>(text: string, read: () => Result) => context.with(contextOf(text), read);

describe('the active trace', () => {
  it('is what a traceparent names, and is written as one', () => {
    expect(within(traceparent, activeTraceId)).toBe(traceId);
    expect(within(traceparent, activeTraceparent)).toBe(traceparent);
    expect([activeTraceId(), activeTraceparent()]).toEqual([undefined, undefined]);
  });

  it('lends its id to exemplars only when it is sampled', () => {
    expect(within(traceparent, exemplarLabels)).toEqual({ trace_id: traceId, span_id: spanId });
    expect(within(`00-${traceId}-${spanId}-00`, exemplarLabels)).toEqual({});
    expect(exemplarLabels()).toEqual({});
  });

  it('goes on in what is awaited', async () => {
    const seen = await within(traceparent, async () => {
      await new Promise(setImmediate);
      return activeTraceId();
    });
    expect(seen).toBe(traceId);
  });
});

it.each([
  undefined,
  '',
  'nonsense',
  `00-${traceId}-${spanId}`,
  `00-${traceId}-${spanId}-01-more`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `ff-${traceId}-${spanId}-01`,
  `${traceparent}, ${traceparent}`,
  `${traceparent}${'0'.repeat(100_000)}`,
])('reads no context from %.80j', (text) => {
  expect(trace.getSpan(contextOf(text))).toBeUndefined();
  expect(linksTo(text)).toEqual([]);
});

it('fails a span without the addresses and credentials that its message may have', () => {
  const setStatus = jest.fn();
  const span = { setAttribute: jest.fn(), setStatus } as unknown as Span;
  failSpan(span, 'retry', 'amqp://user:secret@broker refused lovelace@example.org');
  const message = 'amqp://[redacted]@broker refused [redacted]';
  expect(setStatus).toHaveBeenCalledWith({ code: SpanStatusCode.ERROR, message });
});

it('links to each of the spans that are named, and skips the others', () => {
  const other = `00-${'c'.repeat(32)}-${spanId}-00`;
  const linked = linksTo(traceparent, undefined, 'nonsense', other);
  expect(linked.map((link) => link.context.traceId)).toEqual([traceId, 'c'.repeat(32)]);
});
