import { setMaxListeners } from 'node:events';
import { Deliveries } from '../delivery/deliveries';
import type { DeliveryOptions, Verdict } from '../delivery/deliver';
import { parseBody } from '../validation/validate-message';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import type { MemoryBroker, MemoryTaker, StoredMessage } from './memory-broker';

/** Consumes one queue of a memory broker, up to `prefetch` messages at a time. */
export class MemoryConsumer implements MemoryTaker {
  private readonly inWork = new Map<StoredMessage, Promise<void>>();
  private readonly detach: () => void;
  private readonly deliveries: Deliveries;
  private readonly stopping = new AbortController();

  constructor(
    private readonly broker: MemoryBroker,
    private readonly subscription: Subscription,
    private readonly delivery: DeliveryOptions,
  ) {
    this.deliveries = new Deliveries(subscription, delivery);
    setMaxListeners(0, this.stopping.signal); // one for each message that waits
    this.detach = broker.attach(subscription.queue, this);
  }

  hasRoom(): boolean {
    if (this.stopping.signal.aborted) return false;
    return this.inWork.size < (this.subscription.prefetch ?? defaultPrefetch);
  }

  take(message: StoredMessage): void {
    this.inWork.set(message, this.process(message));
  }

  /** Takes no more messages and waits for those in work; what is not through by then comes again. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    // The next consumer of an ordered queue must not begin before this one is through.
    if (!this.subscription.ordered) this.detach();
    await within(graceMs, Promise.all(this.inWork.values()), 'the last handlers').catch((err: unknown) =>
      this.delivery.logger?.warn({ err }, 'stopped with messages in work; they come again'),
    );
    const unsettled = [...this.inWork.keys()];
    this.inWork.clear();
    if (this.subscription.ordered) this.detach();
    this.broker.putBack(this.subscription.queue, unsettled);
  }

  private async process(message: StoredMessage): Promise<void> {
    const { body, attempts } = message;
    const received = { id: idOf(body), subject: subjectOf(body), attempts, read: () => parseBody(body) };
    const settle = (verdict: Verdict) => this.settle(message, verdict);
    await this.deliveries.deliver(received, this.stopping.signal, settle);
  }

  private settle(message: StoredMessage, verdict: Verdict): void {
    const { queue } = this.subscription;
    const { body } = message;
    if (!this.inWork.delete(message)) return;
    this.broker.dispatchSoon(queue);
    if (verdict.action === 'ack' || this.subscription.broadcast) return;
    const next = { body, attempts: verdict.attempts, reason: verdict.reason };
    if (verdict.action === 'retry') this.broker.enqueueLater(queue, next, verdict.delayMs);
    else if (verdict.action === 'dead') this.broker.bury(queue, next);
    else this.broker.park(queue, next);
  }
}

const idOf = (body: string): string | undefined => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1];

const subjectOf = (body: string): string | undefined => /"subject":"([^"]*)"/.exec(body)?.[1];
