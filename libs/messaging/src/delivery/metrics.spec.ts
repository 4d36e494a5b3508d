import { enrollmentConfirmed } from '@courses/contracts';
import { pino } from 'pino';
import { enrollmentEvent } from '../../test/events';
import { MemoryOutbox } from '../../test/memory-outbox';
import { until } from '../../test/until';
import { newRegistry } from './metrics';
import { ack, amqpBus, memoryBroker, memoryBus, outboxRelay, park, subscription } from '..';

const logger = pino({ level: 'silent' });

test('counts for buses and relays that share one registry', async () => {
  const metrics = newRegistry();
  const broker = memoryBroker();
  const buses = [memoryBus({ broker, metrics }), memoryBus({ broker, metrics })] as const;
  await buses[0].subscribe(
    subscription({
      queue: 'test.seats',
      event: enrollmentConfirmed,
      handle: ({ aggregateVersion }) => Promise.resolve(aggregateVersion === 1 ? ack : park('odd')),
    }),
  );
  await Promise.all(buses.map((bus) => bus.start()));
  const outbox = new MemoryOutbox();
  outbox.add(
    'one',
    enrollmentEvent(),
    enrollmentEvent({ aggregateVersion: 2 }),
    enrollmentEvent({ id: 'bad' }),
  );
  const relays = buses.map((bus) =>
    outboxRelay({ outbox, publish: (message) => bus.publish(message), logger, metrics }),
  );
  for (const relay of relays) relay.start();

  const figures = [
    'messaging_published_total{type="enrollment.confirmed.v1",result="confirmed"} 2',
    'messaging_consumed_total{queue="test.seats",outcome="ack"} 1',
    'messaging_consumed_total{queue="test.seats",outcome="park"} 1',
    'messaging_consumed_total{queue="test.seats",outcome="deadLetter"} 0',
    'messaging_paused{queue="test.seats"} 0',
    'messaging_event_to_effect_seconds_count{queue="test.seats"} 1',
    'messaging_handler_duration_seconds_count{queue="test.seats"} 2',
    'outbox_published_total{outbox="memory"} 3',
    'outbox_results_total{outbox="memory",result="confirmed"} 2',
    'outbox_results_total{outbox="memory",result="invalid"} 1',
    'outbox_pending_aggregates{outbox="memory"} 1',
  ];
  for (const figure of figures) await until(figure, async () => (await metrics.metrics()).includes(figure));
  await Promise.all([...relays, ...buses].map((each) => each.stop()));
});

test('reports an AMQP bus that was never connected', async () => {
  const metrics = newRegistry();
  const bus = amqpBus({ url: 'amqp://127.0.0.1:1', service: 'test', logger, metrics });
  await bus.start();

  const text = await metrics.metrics();
  expect(text).toContain('messaging_connected{connection="publish"} 0');
  expect(text).toContain('messaging_blocked 0');
  await bus.stop();
});
