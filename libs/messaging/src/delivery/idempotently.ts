import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import { retryUntil } from './backoff';
import type { Inbox } from './inbox';
import { ack, isOutcome, retry } from './outcome';

/**
 * Runs an effect unless it was done before or another delivery of the message is being processed. The lease is renewed while
 * the effect runs, so it may take any time. Only an effect that ends with `ack` is marked as processed; any other may run
 * again at once.
 *
 * A process that is killed between the effect and `markProcessed` leaves a lease behind: when it has expired, the effect is
 * done again. So the effect must use the message id as its idempotency key.
 */
export async function idempotently(
  inbox: Inbox,
  key: string,
  effect: () => Promise<unknown>,
  logger: Logger | undefined,
): Promise<unknown> {
  const owner = uuid();
  const begun = await inbox.begin(key, owner);
  if (begun === 'processed') return ack;
  if (begun === 'beingProcessed') return retry('already being processed');
  const onLost = () => logger?.warn({ key }, 'the lease expired during an effect, which may be done twice');
  const stopRenewing = keepLeaseRenewed(inbox, key, owner, onLost);
  let done = false;
  try {
    const outcome = await effect();
    done = isOutcome(outcome) && outcome.kind === 'ack';
    // A database that is unavailable for a moment must not make the effect happen again.
    if (done) await retryUntil(inbox.leaseMs, () => inbox.markProcessed(key, owner));
    return outcome;
  } finally {
    stopRenewing();
    if (!done) await inbox.release(key, owner).catch(() => undefined); // then its lease expires
  }
}

/** Renews three times per lease, so that one failure does no harm. */
function keepLeaseRenewed(inbox: Inbox, key: string, owner: string, onLost: () => void): () => void {
  const renew = async () => {
    const kept = await inbox.renewLease(key, owner).catch(() => true);
    if (kept) return;
    stop();
    onLost();
  };
  const timer = setInterval(() => void renew(), inbox.leaseMs / 3);
  const stop = () => clearInterval(timer);
  return stop;
}
