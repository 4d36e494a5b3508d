import { setTimeout as pause } from 'node:timers/promises';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { ack, deadLetter, NotConfirmedError, park, retry } from '../../src';
import { encode } from '../../src/amqp/codec';
import { recorder } from '../conformance/bus-fixture';
import { enrollmentEvent } from '../events';
import { succeeds, until } from '../until';
import { FaultFixture } from './fault-fixture';
import { blocked, unblocked } from './faulty-proxy';

/** Channels that close alone, queues that are not what they should be, a broker that blocks: needs a broker. */
export function channelAndQueueFaults(brokerUrl: string): void {
  let fixture: FaultFixture;
  let side: ChannelModel;
  let channel: ConfirmChannel;

  beforeEach(async () => {
    fixture = new FaultFixture(brokerUrl);
    side = await connect(brokerUrl);
    channel = await side.createConfirmChannel();
  });

  afterEach(async () => {
    await fixture.close();
    await side.close();
  });

  /** On a channel of its own, because asking for a queue that is missing closes it. */
  async function depth(queue: string): Promise<number> {
    const asking = await side.createChannel();
    asking.on('error', () => undefined);
    const answer = await asking.checkQueue(queue).catch(() => undefined);
    if (answer) await asking.close();
    return answer?.messageCount ?? 0;
  }

  test('reopens a channel that the broker closed, on the same connection', async () => {
    const proxy = await fixture.proxy();
    const bus = await fixture.connected(fixture.bus(proxy.url));
    await channel.deleteExchange(`${fixture.prefix}courses.events`);

    await expect(bus.publish(enrollmentEvent())).rejects.toThrow(NotConfirmedError);

    await until('the bus is back', () => bus.state === 'connected');
    await bus.publish(enrollmentEvent());
    expect(proxy.accepted).toBe(1);
  });

  test('declares a queue again that was deleted under its consumer', async () => {
    const seats = recorder('test.seats');
    const bus = await fixture.connected(fixture.bus(brokerUrl), seats);

    await channel.deleteQueue(`${fixture.prefix}test.seats`);

    await until('the loss is noticed', () => bus.state === 'reconnecting');
    await until('the bus is back', () => bus.state === 'connected');
    const message = enrollmentEvent();
    await bus.publish(message);
    await until('it arrives', () => seats.ids().includes(message.id));
  });

  test('loses no retry whose queue is missing: declares it again first', async () => {
    let attempts = 0;
    const seats = recorder('test.seats', () => Promise.resolve(++attempts === 1 ? retry('not yet') : ack));
    const bus = await fixture.connected(fixture.bus(brokerUrl), seats);
    await channel.deleteQueue(`${fixture.prefix}test.seats.retry.20ms`);

    const message = enrollmentEvent();
    await bus.publish(message);

    await until('it is redelivered', () => attempts === 2);
    expect(seats.ids()).toEqual([message.id, message.id]);
  });

  test.each([
    ['dead letters', 'dlq', deadLetter('gone')],
    ['parked messages', 'parked', park('what is this?')],
  ])('loses no message whose queue for %s is missing: declares it again first', async (_, end, outcome) => {
    const seats = recorder('test.seats', () => Promise.resolve(outcome));
    const bus = await fixture.connected(fixture.bus(brokerUrl), seats);
    await channel.deleteQueue(`${fixture.prefix}test.seats.${end}`);

    await bus.publish(enrollmentEvent());

    await until('it is there', async () => (await depth(`${fixture.prefix}test.seats.${end}`)) === 1);
    expect(seats.received).toHaveLength(1);
  });

  test('sends a retry once the publishing connection is unblocked', async () => {
    const proxy = await fixture.proxy();
    let attempts = 0;
    const seats = recorder('test.seats', () => Promise.resolve(++attempts === 1 ? retry('not yet') : ack));
    const bus = await fixture.connected(fixture.bus(proxy.url), seats);
    proxy.inject(blocked('low on memory'));
    await until('the bus is blocked', () => bus.state === 'blocked');
    const { content, properties } = encode(enrollmentEvent());
    channel.publish(`${fixture.prefix}courses.events`, 'enrollment.confirmed.v1', content, properties);
    await fixture.logged('cannot forward a message');
    expect(attempts).toBe(1);

    proxy.inject(unblocked);

    await until('it is redelivered', () => attempts === 2);
  });

  test('counts and logs an event for which even the unrouted queue is missing, and declares that again', async () => {
    const bus = await fixture.connected(fixture.bus(brokerUrl));
    await channel.deleteQueue(`${fixture.prefix}courses.unrouted`);

    await bus.publish(enrollmentEvent());

    await fixture.logged('the broker returned an event');
    await until('the queue is back', async () => {
      await bus.publish(enrollmentEvent());
      return (await depth(`${fixture.prefix}courses.unrouted`)) > 0;
    });
  });

  test('reports a blocked broker in its state, and publishes again when it is unblocked', async () => {
    const proxy = await fixture.proxy();
    const bus = await fixture.connected(fixture.bus(proxy.url));

    proxy.inject(blocked('low on memory'));

    await until('the bus is blocked', () => bus.state === 'blocked');
    await expect(bus.publish(enrollmentEvent())).rejects.toThrow('it is blocked');
    await fixture.logged('low on memory');

    proxy.inject(unblocked);
    await until('the bus is connected', () => bus.state === 'connected');
    await bus.publish(enrollmentEvent());
  });

  test('keeps its connection while a blocked broker answers nothing', async () => {
    const proxy = await fixture.proxy();
    const bus = await fixture.connected(fixture.bus(proxy.url));
    proxy.stall();
    proxy.inject(blocked('low on memory'));
    await until('the bus is blocked', () => bus.state === 'blocked');

    await pause(5_000);

    expect(proxy.accepted).toBe(1);
  });

  test('logs the name of a queue that exists with other settings, and declares it once that is deleted', async () => {
    const queue = `${fixture.prefix}test.seats`;
    await channel.assertQueue(queue, { durable: true });
    const seats = recorder('test.seats');
    const bus = fixture.bus(brokerUrl);
    await bus.subscribe(seats);
    await bus.start();

    await fixture.logged('PRECONDITION_FAILED');
    await fixture.logged('exists with other settings');
    await fixture.logged(queue);
    expect(bus.state).toBe('reconnecting');
    await until('publishing works all the same', () => succeeds(bus.publish(enrollmentEvent())));

    await channel.deleteQueue(queue);
    await until('the bus is connected', () => bus.state === 'connected');
  });

  test('dead-letters a message that crashes its consumer again and again', async () => {
    const bus = await fixture.connected(fixture.bus(brokerUrl), recorder('test.seats'));
    await bus.stop();
    const { content, properties } = encode(enrollmentEvent());
    channel.sendToQueue(`${fixture.prefix}test.seats`, content, properties);
    await channel.waitForConfirms();

    await until('it is dead-lettered', async () => {
      const crashing = await side.createChannel();
      await crashing.get(`${fixture.prefix}test.seats`);
      await crashing.close();
      return (await depth(`${fixture.prefix}test.seats.dlq`)) === 1;
    });
    expect(await depth(`${fixture.prefix}test.seats`)).toBe(0);
  });

  test('parks a message without its headers when they leave no room for the reason', async () => {
    await fixture.connected(fixture.bus(brokerUrl), recorder('test.seats'));
    const headers = { filler: 'x'.repeat(65_500) };
    channel.sendToQueue(`${fixture.prefix}test.seats`, Buffer.from('no JSON'), { headers });

    await until('it is parked', async () => (await depth(`${fixture.prefix}test.seats.parked`)) === 1);
    const parked = await channel.get(`${fixture.prefix}test.seats.parked`, { noAck: true });
    expect(parked).toMatchObject({
      properties: { headers: { 'x-reason': expect.stringMatching('unreadable') } },
    });
  });
}
