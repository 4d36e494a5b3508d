import { pino } from 'pino';
import { v4 } from 'uuid';
import { ack, amqpBus, deadLetter, type AmqpBus } from '../../src';
import { recorder } from '../conformance/bus-fixture';
import { enrollmentEvent } from '../events';
import { startTracing, type Traced } from '../traced';
import { until } from '../until';
import { startCommand } from './cli-fixture';

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];

export function replayingInTraces(url: string): void {
  let traced: Traced;
  let bus: AmqpBus;
  beforeEach(async () => (traced = await startTracing()));
  afterEach(async () => {
    await bus.deleteTopology();
    await traced.stop();
  });

  it('keeps the parent of a message, and links its next attempt to the last one', async () => {
    const prefix = `test-${v4().slice(0, 8)}.`;
    const logger = pino({ level: 'silent' });
    const { tracer } = traced;
    bus = amqpBus({ url, service: 'test', prefix, logger, retryDelaysMs: [20], tracer });
    let works = false;
    const seats = recorder('test.seats', () =>
      seats.received.length === 1
        ? Promise.reject(new Error('not yet'))
        : Promise.resolve(works ? ack : deadLetter('no course')),
    );
    await bus.subscribe(seats);
    await bus.start();
    await until('the bus is connected', () => bus.state === 'connected');
    await bus.publish(enrollmentEvent({ traceparent: `00-${traceId}-${spanId}-01` }));
    const failed = await traced.ended('process test.seats', 2);

    works = true;
    const dlq = `${prefix}test.seats.dlq`;
    await until('it is in the queue of dead letters', async () =>
      (await replayed(dlq)).includes('Replayed 1'),
    );
    const attempts = await traced.ended('process test.seats', 3);

    expect(attempts[2]).toMatchObject({
      parentId: spanId,
      links: [{ traceId, spanId: failed[1]?.spanId }],
      attributes: { 'courses.messaging.attempt': 1, 'courses.messaging.outcome': 'ack' },
    });
    expect(traced.traceIds()).toEqual([traceId]);
  });

  const replayed = async (queue: string): Promise<string> =>
    (await startCommand(['replay', queue, '--all'], { AMQP_URL: url }).ended).out;
}
