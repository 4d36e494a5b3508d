import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  out: NodeJS.WriteStream;
  err: NodeJS.WriteStream;
}

/** Colors on a terminal that has them, unless NO_COLOR is set. */
export const colorize =
  (stream: NodeJS.WriteStream) =>
  (style: Style, text: string): string =>
    stream.isTTY && stream.hasColors() ? styleText(style, text) : text;

export type Colorize = ReturnType<typeof colorize>;

/** Replaces control characters, which could change the terminal. */
export const sanitize = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

export const oneLine = (text: string): string => sanitize(text.replace(/\s+/g, ' '));

/** `text`, cut to this many columns. */
export const fit = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

export const widthOf = (stream: NodeJS.WriteStream): number => (stream.isTTY ? stream.columns || 80 : 160);

/** `1,234` */
export const count = (number: number): string => number.toLocaleString('en');

export const plural = (number: number, noun: string): string =>
  `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/** `just now`, `12 s`, `3 min`, `5 h`, `8 d`: how long ago. */
export function age(since: Date, now = Date.now()): string {
  const seconds = Math.floor((now - since.getTime()) / 1_000);
  if (seconds < 1) return 'just now';
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

export interface Progress {
  update(seen: number, total: number): void;
  /** Removes the bar. */
  clear(): void;
}

const redrawMs = 80;

/** A progress bar on a terminal, for work that takes longer; nothing elsewhere. */
export function progressBar(stream: NodeJS.WriteStream, what: string): Progress {
  if (!stream.isTTY) return { update: () => undefined, clear: () => undefined };
  const color = colorize(stream);
  const begun = performance.now();
  let drawn = begun + 200;
  let shown = false;
  return {
    update(seen, total) {
      const now = performance.now();
      if (now < drawn + redrawMs) return;
      drawn = now;
      shown = true;
      const perSecond = Math.round((seen * 1_000) / (now - begun));
      const figures = ` ${count(seen)} of ${count(total)}  ${count(perSecond)}/s`;
      const width = Math.min(40, Math.max(5, widthOf(stream) - what.length - figures.length - 3));
      const full = Math.round((width * seen) / total);
      const bar = color('green', '━'.repeat(full)) + color('gray', '━'.repeat(width - full));
      stream.write(`\r\u001b[2K${what} ${bar}${figures}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[2K');
    },
  };
}
