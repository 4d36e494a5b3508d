export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;

export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
    .filter(Boolean)
    .join(' ');
}

const longDate = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** Without the year where it is the current one. */
export const recentDate = (iso: string, now = new Date()): string =>
  new Date(iso).getUTCFullYear() === now.getUTCFullYear() ? longDay.format(new Date(iso)) : date(iso);

export const date = (iso: string): string => longDate.format(new Date(iso));

const withTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** In the reader's time zone. */
export const dateAndTime = (iso: string): string => withTime.format(new Date(iso));
