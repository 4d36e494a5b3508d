import type { Channel, Message } from 'amqplib';
import { within } from '../delivery/timers';

/** How long to wait for the redelivery; another command may take the message first. */
const redeliveryTimeoutMs = 10_000;

/**
 * Acknowledges messages of a quorum queue reliably. An ack has no reply, and the broker drops those that it has not applied
 * yet when their channel closes: the messages would be redelivered, and replayed twice. But it applies the commands of a
 * channel in order, so when the last message is requeued and redelivered, all acks before it are applied.
 */
export class Acknowledger {
  acknowledged = 0;
  private last: Message | undefined;
  private onRedelivered: ((message: Message) => void) | undefined;

  constructor(
    private readonly channel: Channel,
    private readonly queue: string,
  ) {}

  /** One behind: the redelivery of the last one proves that all others are applied. */
  ack(message: Message): void {
    if (this.last) this.channel.ack(this.last);
    this.last = message;
    this.acknowledged += 1;
  }

  /** To be called with what is delivered after the end of the scan. */
  readonly late = (message: Message): void => {
    if (this.last && isSame(message, this.last)) this.onRedelivered?.(message);
  };

  /** Waits until the broker has applied everything. */
  async finish(): Promise<void> {
    const { channel, last, queue } = this;
    if (!last) return;
    const again = new Promise<Message>((resolve) => (this.onRedelivered = resolve));
    channel.nack(last);
    const proof = await within(redeliveryTimeoutMs, again, 'the proof').catch(() => undefined);
    if (!proof) return;
    channel.ack(proof);
    // The last ack is applied by the second reply.
    await channel.checkQueue(queue);
    await channel.checkQueue(queue);
  }
}

const isSame = (one: Message, other: Message): boolean =>
  one.properties.messageId === other.properties.messageId && one.content.equals(other.content);
