import { deliver, type Decision, type DeliveryOptions } from '../delivery/deliver';
import type { Pausing } from '../delivery/pausing';
import { defaultPrefetch, type Subscription } from '../delivery/subscription';
import { within } from '../delivery/timers';
import { parseBody } from '../validation/validate-message';
import type { MemoryBroker, QueueConsumer, StoredMessage } from './memory-broker';

/** Consumes one queue of a memory broker, up to `prefetch` messages at a time. */
export class MemoryConsumer implements QueueConsumer {
  private readonly inFlight = new Map<StoredMessage, Promise<void>>();
  /** Of those in flight: to be returned to the queue. */
  private readonly returned = new Set<StoredMessage>();
  private readonly detach: () => void;
  private readonly stopping = new AbortController();
  private resuming: Promise<void> | undefined;

  constructor(
    private readonly broker: MemoryBroker,
    private readonly subscription: Subscription,
    private readonly options: DeliveryOptions,
    private readonly pausing: Pausing,
  ) {
    this.detach = broker.attach(subscription.queue, this);
  }

  hasRoom(): boolean {
    if (this.stopping.signal.aborted) return false;
    if (this.pausing.isPaused) this.resuming ??= this.resume();
    return !this.resuming && this.inFlight.size < (this.subscription.prefetch ?? defaultPrefetch);
  }

  take(message: StoredMessage): void {
    this.inFlight.set(message, this.process(message));
  }

  /** Takes no more messages and waits for those in flight; the rest is redelivered. Never rejects. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.detach();
    await within(graceMs, Promise.all(this.inFlight.values()), 'the last handlers').catch((err: unknown) =>
      this.options.logger?.warn({ err }, 'stopped with messages in flight; they will be redelivered'),
    );
    const unsettled = [...this.inFlight.keys()];
    this.inFlight.clear();
    this.broker.requeue(this.subscription.queue, unsettled);
  }

  private async resume(): Promise<void> {
    await this.pausing.untilResumed(this.stopping.signal);
    this.resuming = undefined;
    if (!this.stopping.signal.aborted) this.broker.dispatchSoon(this.subscription.queue);
  }

  private async process(message: StoredMessage): Promise<void> {
    const { body, attempts } = message;
    const received = { id: idOf(body), attempts, read: () => parseBody(body) };
    this.settle(message, await deliver(this.subscription, received, this.options));
  }

  private settle(message: StoredMessage, decision: Decision): void {
    const { queue, broadcast } = this.subscription;
    if (!this.inFlight.has(message)) return;
    if (decision.kind === 'unavailable' && !broadcast) {
      this.pausing.reportUnavailable();
      this.returned.add(message);
    } else {
      this.inFlight.delete(message);
      this.broker.dispatchSoon(queue);
    }
    this.requeueReturned();
    if (decision.kind === 'ack' || decision.kind === 'unavailable' || broadcast) return;
    const { kind, attempts, reason } = decision;
    const next = { body: message.body, attempts, reason };
    if (kind === 'retry') this.broker.enqueueLater(queue, next, decision.delayMs);
    else this.broker[kind](queue, next);
  }

  /** When all others are settled: so they keep their order. */
  private requeueReturned(): void {
    if (this.returned.size === 0 || this.returned.size < this.inFlight.size) return;
    const messages = [...this.inFlight.keys()];
    this.inFlight.clear();
    this.returned.clear();
    this.broker.requeue(this.subscription.queue, messages);
  }
}

const idOf = (body: string): string | undefined => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1];
