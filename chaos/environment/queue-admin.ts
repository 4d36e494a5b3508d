import { connect, type ConfirmChannel } from 'amqplib';

/**
 * Inspects and changes queues directly, without the proxy and the messaging library. Each call opens its own connection, so it also
 * works after a restart of the broker.
 */
export class QueueAdmin {
  constructor(private readonly url: string) {}

  /** Number of ready messages; 0 for a queue that does not exist. */
  async depth(queue: string): Promise<number> {
    return (await this.check(queue))?.messageCount ?? 0;
  }

  async consumers(queue: string): Promise<number> {
    return (await this.check(queue))?.consumerCount ?? 0;
  }

  /** The ids of the ready messages, which stay in the queue. */
  async messageIds(queue: string): Promise<string[]> {
    const depth = await this.depth(queue);
    if (depth === 0) return [];
    return this.onChannel(async (channel) => {
      const messages = await Promise.all(Array.from({ length: depth }, () => channel.get(queue)));
      return messages.flatMap((message) => (message ? String(message.properties.messageId) : []));
    });
  }

  delete(queue: string): Promise<unknown> {
    return this.onChannel((channel) => channel.deleteQueue(queue));
  }

  unbind(queue: string, exchange: string, key: string): Promise<unknown> {
    return this.onChannel((channel) => channel.unbindQueue(queue, exchange, key));
  }

  sendMalformed(queue: string): Promise<unknown> {
    const options = { persistent: true, messageId: 'malformed' };
    return this.onChannel((channel) => {
      channel.sendToQueue(queue, Buffer.from('no JSON'), options);
      return channel.waitForConfirms();
    });
  }

  /** Undefined for a queue that does not exist, for which the broker closes the channel. */
  private check(queue: string) {
    return this.onChannel((channel) => channel.checkQueue(queue).catch(() => undefined));
  }

  private async onChannel<T>(work: (channel: ConfirmChannel) => T | Promise<T>): Promise<T> {
    const connection = await connect(this.url);
    connection.on('error', () => undefined);
    try {
      const channel = await connection.createConfirmChannel();
      channel.on('error', () => undefined);
      return await work(channel);
    } finally {
      await connection.close().catch(() => undefined);
    }
  }
}
