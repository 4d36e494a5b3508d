import { enrollmentConfirmed } from '@courses/contracts';
import { ack, memoryBroker, memoryBus, memoryDeadLetters, subscription } from '../src';
import { enrollmentEvent } from './events';
import { until } from './until';

const queue = 'enrollments.show-confirmed';

async function start() {
  const broker = memoryBroker();
  const bus = memoryBus({ broker });
  await bus.start();
  let handled = 0;
  await bus.subscribe(
    subscription({
      queue,
      event: enrollmentConfirmed,
      handle: () => {
        handled += 1;
        return Promise.resolve(ack);
      },
    }),
  );
  const publish = () => bus.publish(enrollmentEvent());
  return { broker, bus, publish, handled: () => handled };
}

it('keeps the messages of a paused queue, and counts what is received and handled', async () => {
  const { broker, bus, publish, handled } = await start();
  broker.pause(queue);
  await publish();
  await publish();
  expect([await bus.depth(queue), handled()]).toEqual([2, 0]);
  expect(broker.counts(queue)).toMatchObject({ paused: true, received: 2, handled: 0 });
  broker.resume(queue);
  await until('both', () => broker.counts(queue)?.handled === 2);
  expect([await bus.depth(queue), handled()]).toEqual([0, 2]);
  await bus.stop();
});

it('publishes and delivers nothing while it is stopped, and goes on afterwards', async () => {
  const { broker, bus, publish, handled } = await start();
  broker.pause(queue);
  await publish();
  broker.stop();
  broker.resume(queue);
  await expect(publish()).rejects.toThrow('it is reconnecting');
  expect([bus.state, broker.depth(queue), handled()]).toEqual(['reconnecting', 1, 0]);
  broker.start();
  await until('the message', () => handled() === 1);
  expect(bus.state).toBe('connected');
  await bus.stop();
});

it('has no counts of a queue that does not exist', () => {
  expect(memoryBroker().counts('enrollments.none')).toBeUndefined();
});

it('lists a parked message with its reason, and replays it with the same id and without attempts', async () => {
  const { broker, bus, handled } = await start();
  const deadLetters = memoryDeadLetters(broker);
  const broken = { ...enrollmentEvent(), data: {} };
  broker.route(enrollmentConfirmed.type, JSON.stringify(broken));
  await until('parked', () => broker.counts(queue)?.parked === 1);
  const [held] = await deadLetters.list([queue, 'enrollments.none']);
  expect(held).toEqual({
    queue,
    kind: 'parked',
    id: broken.id,
    type: enrollmentConfirmed.type,
    reason: expect.stringContaining('data.id'),
    attempts: 1,
  });
  broker.pause(queue);
  expect(await deadLetters.replay({ queue, kind: 'parked', id: broken.id })).toBe(true);
  expect([broker.counts(queue)?.parked, broker.depth(queue), handled()]).toEqual([0, 1, 0]);
  expect(await deadLetters.replay({ queue, kind: 'parked', id: broken.id })).toBe(false);
  await bus.stop();
});
