/** Delays before the 2nd, 3rd … delivery of a message; after the last one it is a dead letter. */
export const defaultRetryDelaysMs: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000];

/** `1s`, `2m`, `250ms`: how a delay is written in the name of its queue. */
export function delayLabel(delayMs: number): string {
  if (delayMs % 60_000 === 0) return `${delayMs / 60_000}m`;
  if (delayMs % 1_000 === 0) return `${delayMs / 1_000}s`;
  return `${delayMs}ms`;
}
