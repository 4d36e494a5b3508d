import type { Channel, Message } from 'amqplib';
import { within } from '../delivery/timers';

/** How long to wait for the message that was put back; another command may take it first. */
const patienceMs = 10_000;

/**
 * Takes messages out of a quorum queue for good. An acknowledgement has no answer, and the broker forgets those that it has
 * not applied yet when their channel closes: the messages would come back, and be replayed again. But it applies a
 * channel's commands in order, so when the last message is put back and delivered once more, all before it is done.
 */
export class Acknowledger {
  acknowledged = 0;
  private last: Message | undefined;
  private onAgain: ((message: Message) => void) | undefined;

  constructor(
    private readonly channel: Channel,
    private readonly queue: string,
  ) {}

  /** One behind: the last one is the proof. */
  ack(message: Message): void {
    if (this.last) this.channel.ack(this.last);
    this.last = message;
    this.acknowledged += 1;
  }

  /** Wants to hear of what the consumer gets after the end of the scan. */
  readonly late = (message: Message): void => {
    if (this.last && isSame(message, this.last)) this.onAgain?.(message);
  };

  /** Waits until the broker has applied everything. */
  async finish(): Promise<void> {
    const { channel, last, queue } = this;
    if (!last) return;
    const again = new Promise<Message>((resolve) => (this.onAgain = resolve));
    channel.nack(last);
    const proof = await within(patienceMs, again, 'the proof').catch(() => undefined);
    if (!proof) return;
    channel.ack(proof);
    // What waits for nothing else is applied by the second answer.
    await channel.checkQueue(queue);
    await channel.checkQueue(queue);
  }
}

const isSame = (one: Message, other: Message): boolean =>
  one.properties.messageId === other.properties.messageId && one.content.equals(other.content);
