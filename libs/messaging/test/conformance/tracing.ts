import { activeTraceparent } from '@courses/telemetry';
import { context, trace } from '@opentelemetry/api';
import { ack, BusUnavailableError, InvalidMessageError } from '../../src';
import { enrollmentEvent } from '../events';
import { startTracing, type Traced } from '../traced';
import { recorder, type BusFixture } from './bus-fixture';

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
const traceparent = `00-${traceId}-${spanId}-01`;
const send = 'send enrollment.confirmed.v1';
const process = 'process test.seats';

export function tracing(fixture: BusFixture): void {
  let traced: Traced;
  beforeEach(async () => (traced = await startTracing()));
  afterEach(() => traced.stop());

  const started = (...subscriptions: ReturnType<typeof recorder>[]) =>
    fixture.startedWith({ tracer: traced.tracer }, ...subscriptions);

  describe('tracing', () => {
    test('sends and processes a message within the trace of its event', async () => {
      const bus = await started(recorder('test.seats'));
      const message = enrollmentEvent({ traceparent });
      await bus.publish(message);
      const [processed] = await traced.ended(process);
      const common = { 'messaging.system': expect.any(String), 'messaging.message.id': message.id };
      expect(traced.spans(send)).toMatchObject([
        { parentId: spanId, kind: 'producer', links: [], attributes: common },
      ]);
      expect(processed).toMatchObject({ parentId: spanId, kind: 'consumer', links: [] });
      expect(processed?.attributes).toMatchObject({
        ...common,
        'messaging.operation.type': 'process',
        'messaging.destination.name': 'test.seats',
        'courses.messaging.attempt': 1,
        'courses.messaging.outcome': 'ack',
      });
      expect(processed).not.toHaveProperty('error');
      expect(traced.traceIds()).toEqual([traceId]);
    });

    test('runs a handler within the span of its attempt', async () => {
      let within: string | undefined;
      const handle = () => {
        within = activeTraceparent();
        return Promise.resolve(ack);
      };
      const bus = await started(recorder('test.seats', handle));
      await bus.publish(enrollmentEvent({ traceparent }));
      const [processed] = await traced.ended(process);
      expect(within).toBe(`00-${traceId}-${processed?.spanId}-01`);
    });

    test('gives each attempt a span with the same parent, linked to the attempt before', async () => {
      const bus = await started(recorder('test.seats', () => Promise.reject(new Error('broken'))));
      await bus.publish(enrollmentEvent({ traceparent }));
      const attempts = await traced.ended(process, 3);
      expect(attempts.map(({ parentId }) => parentId)).toEqual([spanId, spanId, spanId]);
      const linkTo = (index: number) => [{ traceId, spanId: attempts[index]?.spanId }];
      expect(attempts.map(({ links }) => links)).toEqual([[], linkTo(0), linkTo(1)]);
      expect(attempts.map(({ attributes }) => attributes['courses.messaging.attempt'])).toEqual([1, 2, 3]);
      expect(attempts.map(({ attributes }) => attributes['courses.messaging.outcome'])).toEqual([
        'retry',
        'retry',
        'deadLetter',
      ]);
      expect(attempts.map(({ error }) => error)).toEqual([
        'Error: broken',
        'Error: broken',
        'retries exhausted (3 attempts): Error: broken',
      ]);
    });

    test('begins a trace for a message that has none', async () => {
      await started(recorder('test.seats'));
      await fixture.environment.inject('test.seats', enrollmentEvent());
      await fixture.environment.inject('test.seats', enrollmentEvent());
      const processed = await traced.ended(process, 2);
      for (const span of processed) expect(span).not.toHaveProperty('parentId');
      expect(traced.traceIds()).toHaveLength(2);
    });

    test('begins a trace for a message with a malformed traceparent', async () => {
      await started(recorder('test.seats'));
      const malformed = { traceparent: traceparent.toUpperCase() };
      await fixture.environment.inject('test.seats', enrollmentEvent(malformed));
      const [processed] = await traced.ended(process);
      expect(processed).not.toHaveProperty('parentId');
    });

    test('gives the context of its sending to an event that has none', async () => {
      const seats = recorder('test.seats');
      const bus = await started(seats);
      const caller = traced.tracer.startSpan('caller');
      await context.with(trace.setSpan(context.active(), caller), () => bus.publish(enrollmentEvent()));
      const [processed] = await traced.ended(process);
      const [sent] = traced.spans(send);
      expect(sent?.parentId).toBe(caller.spanContext().spanId);
      expect(processed?.parentId).toBe(sent?.spanId);
      expect(seats.received[0]?.traceparent).toBe(`00-${caller.spanContext().traceId}-${sent?.spanId}-01`);
    });

    test('has no span of a message that breaks its contract, or while it cannot send', async () => {
      const bus = fixture.create({ stopGraceMs: 5_000, tracer: traced.tracer });
      await expect(bus.publish(enrollmentEvent({ id: 'seven' }))).rejects.toThrow(InvalidMessageError);
      await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
      expect(traced.traceIds()).toEqual([]);
    });
  });
}
