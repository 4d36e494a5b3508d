import { activeTraceparent, linksTo } from '@courses/telemetry';
import { memoryBus, type Bus } from '..';
import { enrollmentEvent } from '../../test/events';
import { empty, outbox, startRelay } from '../../test/relay-fixture';
import { startTracing, type Traced } from '../../test/traced';
import { until } from '../../test/until';

let traced: Traced;
let bus: Bus;
beforeEach(async () => {
  traced = await startTracing();
  bus = memoryBus({ tracer: traced.tracer });
  await bus.start();
});
afterEach(async () => {
  await bus.stop();
  await traced.stop();
});

/** An event that was created in a trace of its own. */
const createdIn = (digit: string) =>
  enrollmentEvent({ traceparent: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` });
const relay = () => startRelay({ tracer: traced.tracer, publish: (message) => bus.publish(message) });
const send = 'send enrollment.confirmed.v1';

describe('a batch of a relay', () => {
  it('is a trace of its own, linked to what created each of its events', async () => {
    outbox.add('one', createdIn('a'), createdIn('b'));
    outbox.add('two', createdIn('c'));
    relay();
    const [batch] = await traced.ended('relay memory');
    expect(batch?.links).toEqual(
      ['a', 'b', 'c'].map((digit) => ({ traceId: digit.repeat(32), spanId: digit.repeat(16) })),
    );
    expect(batch?.attributes).toEqual({ 'messaging.batch.message_count': 3 });
    expect(batch).not.toHaveProperty('parentId');
    expect(traced.traceIds()).toHaveLength(4);
  });

  it('sends each event in the trace of the event', async () => {
    outbox.add('one', createdIn('a'), createdIn('b'));
    relay();
    const sent = await traced.ended(send, 2);
    expect(sent.map(({ parentId }) => parentId)).toEqual(['a', 'b'].map((digit) => digit.repeat(16)));
  });

  it('goes on in its own trace for an event that was stored without one', async () => {
    outbox.add('one', enrollmentEvent());
    relay();
    const [batch] = await traced.ended('relay memory');
    expect(batch?.links).toEqual([]);
    expect(await traced.ended(send)).toMatchObject([{ parentId: batch?.spanId }]);
  });

  it('is none when nothing is pending', async () => {
    relay();
    await until('a claim', () => outbox.claims.length > 0);
    await new Promise(setImmediate);
    expect(traced.traceIds()).toEqual([]);
  });
});

it('publishes what another relay left behind with the context that was stored', async () => {
  const event = createdIn('a');
  outbox.add('one', event);
  // Killed between its claim and its publishing.
  await outbox.claim({ owner: 'killed', leaseMs: -1, limit: 10, maxBytes: 1_000_000 });
  const seen: unknown[] = [];
  startRelay({
    tracer: traced.tracer,
    publish: (message) => {
      seen.push([message.traceparent, linksTo(activeTraceparent())[0]?.context.traceId]);
      return Promise.resolve();
    },
  });
  await until('it is published', empty);
  const [batch] = await traced.ended('relay memory');
  expect(seen).toEqual([[event.traceparent, traced.traceIds()[0]]]);
  expect(batch?.links).toEqual([{ traceId: 'a'.repeat(32), spanId: 'a'.repeat(16) }]);
});
