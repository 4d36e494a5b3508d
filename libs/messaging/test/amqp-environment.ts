import { connect, type Channel, type GetMessage } from 'amqplib';
import { pino } from 'pino';
import { v4 } from 'uuid';
import { amqpBus, type AmqpBus } from '../src';
import { encode } from '../src/amqp/codec';
import { retryDelaysMs, type BusEnvironment, type HeldMessage } from './conformance/bus-fixture';

/** Buses on a real broker, under a prefix of their own; a plain connection beside them looks into the queues. */
export async function amqpEnvironment(url: string): Promise<BusEnvironment> {
  const prefix = `test-${v4().slice(0, 8)}.`;
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  const buses: AmqpBus[] = [];
  const seen = new Map<string, HeldMessage[]>();

  const take = async (queue: string): Promise<HeldMessage[]> => {
    const held = seen.get(queue) ?? [];
    seen.set(queue, held);
    held.push(...(await drain(channel, prefix + queue)));
    return [...held];
  };

  return {
    create: (options) => {
      const logger = pino({ level: 'silent' });
      const bus = amqpBus({ url, service: 'test', prefix, logger, retryDelaysMs, ...options });
      buses.push(bus);
      return bus;
    },
    deadLetters: (queue) => take(`${queue}.dlq`),
    unrouted: () => take('courses.unrouted'),
    parked: (queue) => take(`${queue}.parked`),
    inject: async (queue, content) => {
      const wire =
        typeof content === 'string' ? { content: Buffer.from(content), properties: {} } : encode(content);
      channel.sendToQueue(prefix + queue, wire.content, wire.properties);
      await channel.waitForConfirms();
    },
    close: async () => {
      for (const bus of buses) await bus.deleteTopology();
      await connection.close();
    },
  };
}

async function drain(channel: Channel, queue: string): Promise<HeldMessage[]> {
  const messages: HeldMessage[] = [];
  let next = await channel.get(queue, { noAck: true });
  while (next) {
    messages.push(held(next));
    next = await channel.get(queue, { noAck: true });
  }
  return messages;
}

function held({ content, properties: { headers = {} } }: GetMessage): HeldMessage {
  return {
    body: content.toString(),
    attempts: Number(headers['x-attempts']),
    reason: String(headers['x-reason']),
  };
}
