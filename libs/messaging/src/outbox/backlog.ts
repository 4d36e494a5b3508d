import { pause } from '../delivery/timers';
import type { RelayMetrics } from './metrics';
import type { Outbox } from './outbox';

/** As often as a monitoring system scrapes; counting is not free. */
const measureMs = 10_000;

/**
 * Measures the backlog of an outbox until the signal aborts. While the database is unavailable the count stays as it was, and
 * the age of the oldest event goes on growing. Never rejects.
 */
export async function measureBacklog(
  outbox: Outbox,
  metrics: RelayMetrics,
  signal: AbortSignal,
): Promise<void> {
  const label = { outbox: outbox.name };
  let oldest: Date | undefined;
  while (!signal.aborted) {
    try {
      const pending = await outbox.pending();
      oldest = pending.oldest;
      metrics.pending.set(label, pending.aggregates);
    } catch {
      metrics.errors.inc({ ...label, step: 'measure' });
    }
    // 0 for an invalid date, in a document that something else wrote.
    metrics.oldest.set(label, oldest ? Math.max(0, Date.now() - Number(oldest)) / 1_000 || 0 : 0);
    await pause(measureMs, signal);
  }
}
