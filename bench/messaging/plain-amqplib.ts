import type { EventMessage } from '@courses/contracts';
import type { Channel, ConfirmChannel, Options } from 'amqplib';
import { Stopwatch } from './stopwatch';

/** amqplib without a library on top: the same exchange and messages, persistent and confirmed. */
export class PlainAmqplib {
  constructor(
    private readonly channel: ConfirmChannel,
    private readonly exchange: string,
  ) {}

  async publishOneAtATime(events: readonly EventMessage[]): Promise<void> {
    for (const event of events) await this.publish(event);
  }

  async publishWithWindow(events: readonly EventMessage[], window: number): Promise<void> {
    let next = 0;
    const worker = async () => {
      for (let event = events[next++]; event; event = events[next++]) await this.publish(event);
    };
    await Promise.all(Array.from({ length: window }, worker));
  }

  private publish(event: EventMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const content = Buffer.from(JSON.stringify(event.data));
      this.channel.publish(this.exchange, event.type, content, propertiesOf(event), (error: Error | null) =>
        error ? reject(error) : resolve(),
      );
    });
  }
}

/** Acknowledges `count` messages; resolves with the milliseconds from the first one to the last. */
export async function consumePlainly(
  channel: Channel,
  queue: string,
  count: number,
  prefetch: number,
): Promise<number> {
  const stopwatch = new Stopwatch(count);
  await channel.prefetch(prefetch);
  await channel.consume(queue, (message) => {
    if (!message) return;
    channel.ack(message);
    stopwatch.tick();
  });
  const ms = await stopwatch.finished;
  await channel.close();
  return ms;
}

const propertiesOf = (event: EventMessage): Options.Publish => ({
  persistent: true,
  mandatory: true,
  contentType: 'application/json',
  appId: event.source,
  messageId: event.id,
  timestamp: Math.floor(Date.parse(event.time) / 1_000),
  type: event.type,
  headers: {
    'cloudEvents:specversion': '1.0',
    'cloudEvents:aggregateversion': event.aggregateVersion,
    'cloudEvents:id': event.id,
    'cloudEvents:source': event.source,
    'cloudEvents:subject': event.subject,
    'cloudEvents:time': event.time,
    'cloudEvents:type': event.type,
  },
});
