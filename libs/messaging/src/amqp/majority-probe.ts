import { pause } from '../delivery/timers';
import type { OpenConnection } from './open-connection';
import type { ChannelUser } from './recovering-connection';
import { exchangeNames } from './topology';

const intervalMs = 1_000;
/** While an answer is due: after an election of new leaders, only new requests are answered. */
const repeatMs = 250;
/** For 3.25 s: more than an election takes, so that the clients of a majority stay. */
const unansweredLimit = 13;
const noMajority = 'the broker has no majority of its cluster, or is too slow';

/**
 * Every second, asks the broker for something that takes the majority of its cluster, and destroys a connection that gets no answer.
 * A node that is cut off from the others keeps its clients and answers their heartbeats, but delivers nothing.
 */
export class MajorityProbe implements ChannelUser {
  readonly name = 'majority probe';

  constructor(
    private readonly prefix: string,
    private readonly isBlocked: () => boolean,
  ) {}

  async run(connection: OpenConnection): Promise<void> {
    let unanswered = 0;
    const answered = () => (unanswered = 0);
    for (;;) {
      await pause(unanswered === 0 ? intervalMs : repeatMs, connection.signal);
      if (connection.signal.aborted) throw await connection.closed;
      // A blocked connection gets its answers later.
      if (this.isBlocked()) answered();
      else if (unanswered === unansweredLimit) connection.destroy(new Error(noMajority));
      else {
        unanswered += 1;
        void this.ask(connection).then(answered, answered);
      }
    }
  }

  /** Each on a channel of its own: one that waits for a lost leader keeps waiting after the election. */
  private async ask({ model }: OpenConnection): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    const { unrouted } = exchangeNames(this.prefix);
    // Takes a majority, also where there is nothing to unbind.
    await channel.unbindQueue(unrouted, unrouted, 'majority probe');
    await channel.close();
  }
}
