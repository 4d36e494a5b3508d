import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import { Backoff } from './backoff';
import { ack, isOutcome, retry } from './outcome';

/** Remembers for which messages an effect was done, or is at work. */
export interface ProcessedMessages {
  /** How long a delivery that has begun keeps others off, unless it renews this or ends before. */
  readonly leaseMs: number;
  begin(key: string, owner: string): Promise<'begun' | 'working' | 'done'>;
  /** Returns false when another owner has it. */
  renew(key: string, owner: string): Promise<boolean>;
  finish(key: string, owner: string): Promise<void>;
  abandon(key: string, owner: string): Promise<void>;
}

/**
 * Runs an effect unless it was done before or another delivery of the message is at work. As long as it runs its lease is
 * renewed, so it may take as long as it wants. What was done but not ack is remembered; anything else may run again at once.
 *
 * A process that dies between the effect and `finish` leaves a lease behind: when that has run out, the effect is done
 * again. So whoever does it must be given the id of the message as the idempotency key.
 */
export async function idempotently(
  processed: ProcessedMessages,
  key: string,
  effect: () => Promise<unknown>,
  logger: Logger | undefined,
): Promise<unknown> {
  const owner = uuid();
  const begun = await processed.begin(key, owner);
  if (begun === 'done') return ack;
  if (begun === 'working') return retry('another delivery of it is at work');
  const lost = () => logger?.warn({ key }, 'an effect took its lease too long; it may be done twice');
  const stopRenewing = keepLeaseRenewed(processed, key, owner, lost);
  let done = false;
  try {
    const outcome = await effect();
    done = isOutcome(outcome) && outcome.kind === 'ack';
    if (done) await remember(processed, key, owner);
    return outcome;
  } finally {
    stopRenewing();
    if (!done) await processed.abandon(key, owner).catch(() => undefined); // then its lease runs out
  }
}

/** Renews three times per lease; one that fails is no harm. */
function keepLeaseRenewed(
  processed: ProcessedMessages,
  key: string,
  owner: string,
  lost: () => void,
): () => void {
  const renew = async () => {
    const kept = await processed.renew(key, owner).catch(() => true);
    if (kept) return;
    stop();
    lost();
  };
  const timer = setInterval(() => void renew(), processed.leaseMs / 3);
  const stop = () => clearInterval(timer);
  return stop;
}

/** A database that is away for a moment must not make the effect happen again. */
async function remember(processed: ProcessedMessages, key: string, owner: string): Promise<void> {
  const deadline = performance.now() + processed.leaseMs;
  const backoff = new Backoff(50, 1_000);
  for (;;) {
    try {
      return await processed.finish(key, owner);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await backoff.fail().pause(new AbortController().signal);
    }
  }
}
