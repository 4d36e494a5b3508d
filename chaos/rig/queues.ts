import { connect, type ChannelModel } from 'amqplib';

/** Looks at queues and changes them from outside, past every proxy and library of ours. */
export class Queues {
  private constructor(private readonly connection: ChannelModel) {}

  static async at(url: string): Promise<Queues> {
    const connection = await connect(url);
    connection.on('error', () => undefined);
    return new Queues(connection);
  }

  /** Messages that are ready; 0 when there is no such queue. */
  async depth(queue: string): Promise<number> {
    return (await this.check(queue))?.messageCount ?? 0;
  }

  async consumers(queue: string): Promise<number> {
    return (await this.check(queue))?.consumerCount ?? 0;
  }

  /** The ids of the messages that are ready; leaves them there. */
  async ids(queue: string): Promise<string[]> {
    const ids: string[] = [];
    const channel = await this.connection.createChannel();
    for (let left = await this.depth(queue); left > 0; left -= 1) {
      const message = await channel.get(queue);
      if (message) ids.push(String(message.properties.messageId));
    }
    await channel.close();
    return ids;
  }

  async delete(queue: string): Promise<void> {
    const channel = await this.connection.createChannel();
    await channel.deleteQueue(queue);
    await channel.close();
  }

  async unbind(queue: string, exchange: string, key: string): Promise<void> {
    const channel = await this.connection.createChannel();
    await channel.unbindQueue(queue, exchange, key);
    await channel.close();
  }

  async put(queue: string, text: string): Promise<void> {
    const channel = await this.connection.createConfirmChannel();
    channel.sendToQueue(queue, Buffer.from(text), { persistent: true, messageId: 'not-one-of-ours' });
    await channel.waitForConfirms();
    await channel.close();
  }

  /** On a channel of its own, because asking for a queue that is missing closes it. */
  private async check(queue: string) {
    const channel = await this.connection.createChannel();
    channel.on('error', () => undefined);
    const answer = await channel.checkQueue(queue).catch(() => undefined);
    if (answer) await channel.close();
    return answer;
  }

  async close(): Promise<void> {
    await this.connection.close().catch(() => undefined);
  }
}
