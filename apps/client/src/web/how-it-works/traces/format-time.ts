const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const timeOfDay = (ms: number): string => clock.format(ms);

/** `0.42 ms`, `48 ms`, `1.3 s`, `10 min 5 s`. */
export function elapsed(ms: number): string {
  if (ms < 1_000) return `${significant(ms)} ms`;
  if (ms < 60_000) return `${significant(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const significant = (value: number): string =>
  value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0).replace(/\.0+$/, '');
