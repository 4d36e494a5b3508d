import type { Channel } from 'amqplib';
import { openChannel } from './open-channel';
import type { OpenConnection } from './open-connection';
import type { ChannelUser } from './recovering-connection';

/** Reads queue depths on a channel of its own: the broker closes it when a queue does not exist. */
export class DepthGauge implements ChannelUser {
  readonly name = 'depths';
  private channel: Channel | undefined;

  async run(connection: OpenConnection): Promise<void> {
    const create = () => connection.model.createChannel();
    const { channel, closed } = await openChannel(connection, create, () => Promise.resolve());
    this.channel = channel;
    const cause = await closed;
    this.channel = undefined;
    throw cause;
  }

  async read(queue: string): Promise<number | undefined> {
    try {
      return (await this.channel?.checkQueue(queue))?.messageCount;
    } catch {
      return undefined;
    }
  }
}
