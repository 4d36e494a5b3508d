import { setTimeout as delay } from 'node:timers/promises';
import { enrollmentConfirmed } from '@courses/contracts';
import { connect, type ChannelModel } from 'amqplib';
import { ack, subscription } from '../../src';
import { encode } from '../../src/amqp/codec';
import { recorder } from '../conformance/bus-fixture';
import { enrollmentEvent } from '../events';
import { until } from '../until';
import { FaultFixture } from './fault-fixture';

const queues = ['test.seats', 'test.mails'] as const;

/** A message that crashes its process while others are in flight: needs a broker. */
export function poison(brokerUrl: string): void {
  let fixture: FaultFixture;
  let side: ChannelModel;

  beforeEach(async () => {
    fixture = new FaultFixture(brokerUrl);
    side = await connect(brokerUrl);
  });

  afterEach(async () => {
    await fixture.close();
    await side.close();
  });

  /** 100 innocent messages in each queue, and the culprit in the middle of the first. */
  async function fill(culprit: string): Promise<void> {
    await fixture.connected(fixture.bus(brokerUrl), ...queues.map((queue) => recorder(queue)));
    await fixture.stopBuses();
    const channel = await side.createConfirmChannel();
    const put = (queue: string, message = enrollmentEvent()) => {
      const { content, properties } = encode(message);
      channel.sendToQueue(fixture.prefix + queue, content, properties);
    };
    for (let n = 0; n < 100; n += 1) {
      if (n === 50) put(queues[0], enrollmentEvent({ id: culprit }));
      for (const queue of queues) put(queue);
    }
    await channel.waitForConfirms();
  }

  async function deadLetters(queue: string): Promise<number> {
    const channel = await side.createChannel();
    const { messageCount } = await channel.checkQueue(`${fixture.prefix}${queue}.dlq`);
    await channel.close();
    return messageCount;
  }

  test.each([1, 2])(
    'dead-letters it alone, where %d processes consume two queues',
    async (processes) => {
      const culprit = enrollmentEvent().id;
      const handled = new Set<string>();
      let crashes = 0;

      /** The same process again after a crash, in which its connections break and no handler ends any more. */
      async function start(): Promise<void> {
        const proxy = await fixture.proxy();
        const bus = fixture.bus(proxy.url, { stopGraceMs: 0 });
        let alive = true;
        const crash = () => {
          alive = false;
          crashes += 1;
          proxy.cut('reset');
          void bus.stop();
          void start();
        };
        const handle = async ({ id }: { id: string }) => {
          if (id === culprit && alive) crash();
          else await delay(20);
          if (alive) handled.add(id);
          return alive ? ack : new Promise<never>(() => {});
        };
        for (const queue of queues)
          await bus.subscribe(subscription({ queue, event: enrollmentConfirmed, handle }));
        await bus.start();
      }

      await fill(culprit);
      for (let n = 0; n < processes; n += 1) await start();

      await until('each message is handled or dead-lettered', async () => {
        const dead = await Promise.all(queues.map(deadLetters));
        return dead.reduce((sum, count) => sum + count, handled.size) >= 201;
      });
      expect(await Promise.all(queues.map(deadLetters))).toEqual([1, 0]);
      expect(handled.size).toBe(200);
      expect(crashes).toBe(21);
    },
    120_000,
  );

  test('handles what was in flight at two losses one at a time in all queues, and ends the last on stop', async () => {
    await fill(enrollmentEvent().id);
    for (let loss = 0; loss < 2; loss += 1) {
      const losing = await side.createChannel();
      for (const queue of queues) for (let n = 0; n < 10; n += 1) await losing.get(fixture.prefix + queue);
      await losing.close();
    }
    let [handling, handled, most] = [0, 0, 0];
    const slow = async () => {
      most = Math.max(most, ++handling);
      await delay(20);
      handling -= 1;
      if (++handled === 10) void bus.stop();
      return ack;
    };
    const bus = fixture.bus(brokerUrl);
    await fixture.connected(bus, ...queues.map((queue) => recorder(queue, slow)));
    await until('half of them are handled', () => handled >= 10);

    await bus.stop();

    expect(most).toBe(1);
    const channel = await side.createChannel();
    const depths = queues.map(
      async (queue) => (await channel.checkQueue(fixture.prefix + queue)).messageCount,
    );
    const left = (await Promise.all(depths)).reduce((sum, depth) => sum + depth, 0);
    expect(left).toBe(201 - handled);
  });
}
