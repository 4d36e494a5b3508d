import { activeTraceparent, linksTo } from '@courses/telemetry';
import { BusUnavailableError, memoryBus } from '..';
import { recorder } from '../../test/conformance/bus-fixture';
import { enrollmentEvent } from '../../test/events';
import { empty, outbox, startRelay } from '../../test/relay-fixture';
import { startTracing, type Traced } from '../../test/traced';
import { until } from '../../test/until';

let traced: Traced;
let bus: ReturnType<typeof memoryBus>;
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
    expect(sent.map(({ parentId }) => parentId).sort()).toEqual(['a', 'b'].map((digit) => digit.repeat(16)));
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

describe('while the bus is away', () => {
  const event = createdIn('a');
  const own = 'a'.repeat(32);
  const claimsMore = async (count: number) => {
    const before = outbox.claims.length;
    await until(`${count} more claims`, () => outbox.claims.length >= before + count);
  };

  it('has a trace of the first attempt only, and the sending in the trace of the event once it is back', async () => {
    const away = memoryBus({ broker: bus.broker, tracer: traced.tracer });
    await bus.subscribe(recorder('test.seats'));
    outbox.add('one', event);
    startRelay({ tracer: traced.tracer, publish: (message) => away.publish(message) });
    await until('it tried three times', () => outbox.claims.length > 3);
    expect(traced.traceIds()).not.toContain(own);
    expect(traced.spans('relay memory')).toMatchObject([
      { error: new BusUnavailableError('closed').message, attributes: { 'error.type': 'unavailable' } },
    ]);

    await away.start();
    const [processed] = await traced.ended('process test.seats');
    const [sent] = await traced.ended(send);
    await until('it is removed', empty);
    expect([sent?.parentId, processed?.parentId]).toEqual(['a'.repeat(16), 'a'.repeat(16)]);
    expect(traced.spans('relay memory')).toHaveLength(1);
    await away.stop();
  });

  it('has no further trace when another relay holds what is pending for a while', async () => {
    outbox.add('one', event);
    let isAway = true;
    const publish = () =>
      isAway ? Promise.reject(new BusUnavailableError('reconnecting')) : Promise.resolve();
    startRelay({ tracer: traced.tracer, publish, pollMs: 10 });
    await until('it tried twice', () => outbox.claims.length > 2);
    const other = { owner: 'other', leaseMs: 60_000, limit: 10, maxBytes: 1_000_000 };
    await until('the other holds it', async () => (await outbox.claim(other)).aggregates.length > 0);
    await claimsMore(2);
    await outbox.settle('other', [{ aggregateId: 'one', confirmed: [] }]);
    await claimsMore(2);

    isAway = false;
    await until('it is removed', empty);
    expect(traced.spans('relay memory')).toHaveLength(1);
  });
});
