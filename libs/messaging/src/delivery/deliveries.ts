import { deliver, type DeliveryOptions, type Received, type Verdict } from './deliver';
import type { Subscription } from './subscription';
import { pause } from './timers';

type Settle = (verdict: Verdict) => Promise<void> | void;

/**
 * The deliveries of one subscription. When it is `ordered`, the messages of an aggregate are handled one after the other,
 * and one that is to be retried waits here, with all that are behind it, until it is through or dead.
 */
export class Deliveries {
  private readonly turns = new Turns();

  constructor(
    private readonly subscription: Subscription,
    private readonly options: DeliveryOptions,
  ) {}

  /**
   * Handles a message and settles it by the verdict. When `over` aborts, an ordered message that waits is not settled,
   * so that it comes again. Rejects when `settle` does.
   */
  async deliver(received: Received, over: AbortSignal, settle: Settle): Promise<void> {
    const { subscription, options } = this;
    if (!subscription.ordered) return settle(await deliver(subscription, received, options));
    return this.turns.take(received.subject ?? '', async () => {
      const verdict = await this.deliverInPlace(received, over);
      if (verdict) await settle(verdict);
    });
  }

  private async deliverInPlace(received: Received, over: AbortSignal): Promise<Verdict | undefined> {
    let { attempts } = received;
    while (!over.aborted) {
      const verdict = await deliver(this.subscription, { ...received, attempts }, this.options);
      if (verdict.action !== 'retry') return verdict;
      attempts = verdict.attempts;
      await pause(verdict.delayMs, over);
    }
    return undefined;
  }
}

/** One after the other for each key, different keys side by side. */
class Turns {
  private readonly last = new Map<string, Promise<void>>();

  async take(key: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.last.get(key) ?? Promise.resolve()).then(work, work);
    this.last.set(key, turn);
    try {
      await turn;
    } finally {
      if (this.last.get(key) === turn) this.last.delete(key);
    }
  }
}
