import type { Decision } from '../delivery/decision';
import { deliver, type DeliveryOptions } from '../delivery/deliver';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import { parseBody } from '../validation/validate-message';
import type { MemoryBroker, QueueConsumer, StoredMessage } from './memory-broker';

/** Consumes one queue of a memory broker, up to `prefetch` messages at a time. */
export class MemoryConsumer implements QueueConsumer {
  private readonly inFlight = new Map<StoredMessage, Promise<void>>();
  private readonly detach: () => void;
  private stopping = false;

  constructor(
    private readonly broker: MemoryBroker,
    private readonly queue: string,
    private readonly subscription: Subscription,
    private readonly options: DeliveryOptions,
  ) {
    this.detach = broker.attach(queue, this);
  }

  hasRoom(): boolean {
    return !this.stopping && this.inFlight.size < (this.subscription.prefetch ?? defaultPrefetch);
  }

  take(message: StoredMessage): void {
    this.inFlight.set(message, this.process(message));
  }

  /** Takes no more messages and waits for those in flight; the rest is redelivered. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    this.detach();
    await within(graceMs, Promise.all(this.inFlight.values()), 'the last handlers').catch((err: unknown) =>
      this.options.logger?.warn({ err }, 'stopped with messages in flight; they will be redelivered'),
    );
    const unsettled = [...this.inFlight.keys()];
    this.inFlight.clear();
    this.broker.requeue(this.queue, unsettled);
  }

  private async process(message: StoredMessage): Promise<void> {
    const { body, attempts, attempt: lastAttempt } = message;
    const { id, traceparent } = envelopeOf(body);
    const received = { id, attempts, traceparent, lastAttempt, read: () => parseBody(body) };
    this.settle(message, await deliver(this.subscription, received, this.options));
  }

  private settle(message: StoredMessage, decision: Decision): void {
    const { queue } = this;
    if (decision.kind === 'requeue') return; // by `stop`, all in their order
    if (!this.inFlight.delete(message)) return;
    this.broker.dispatchSoon(queue);
    if (decision.kind === 'ack') this.broker.ack(queue);
    if (decision.kind === 'ack' || this.subscription.broadcast) return;
    const { kind, attempts, reason, attempt } = decision;
    const next = { body: message.body, attempts, reason, attempt };
    if (kind === 'retry') this.broker.enqueueLater(queue, next, decision.delayMs);
    else this.broker[kind](queue, next);
  }
}

/** Of a body that may be unreadable; both stand before the data. */
const envelopeOf = (body: string) => ({
  id: /"id":"([0-9a-f-]{36})"/.exec(body)?.[1],
  traceparent: /"traceparent":"([0-9a-f-]{55})"/.exec(body)?.[1],
});
