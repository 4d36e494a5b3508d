import type { QueueLine } from './list';
import { detailsOf, type DeadLetter } from './dead-letter';
import { age, count, fit, sanitize, oneLine, type Colorize } from './terminal';

const none = '·';

export function queueTable(lines: readonly QueueLine[], color: Colorize): string {
  const shown = lines.filter(({ kind, ready }) => kind !== 'retry' || ready > 0);
  const width = Math.max(5, ...shown.map(({ queue }) => queue.length));
  const head = color(
    'dim',
    `${'QUEUE'.padEnd(width)}  ${'READY'.padStart(9)}  ${'OLDEST'.padStart(8)}  CONSUMERS`,
  );
  const rows = shown.map(({ queue, kind, ready, consumers, since }) => {
    const depth = color(depthStyle(kind, ready), count(ready).padStart(9));
    const oldest = (since ? age(since) : none).padStart(8);
    const readers = kind === 'live' ? consumersOf(consumers, color) : '';
    return `${queueName(queue, kind, color)}${' '.repeat(width - queue.length)}  ${depth}  ${oldest}  ${readers}`.trimEnd();
  });
  return [head, ...rows].join('\n');
}

const consumersOf = (consumers: number, color: Colorize) =>
  color(consumers === 0 ? 'yellow' : 'reset', count(consumers).padStart(9));

function queueName(queue: string, kind: QueueLine['kind'], color: Colorize): string {
  if (kind === 'live') return color('bold', queue);
  return kind === 'unrouted' ? queue : color('dim', queue);
}

function depthStyle(kind: QueueLine['kind'], ready: number) {
  if (ready === 0) return 'dim';
  if (kind === 'dead') return 'red';
  return kind === 'live' ? 'bold' : 'yellow';
}

export function deadLetterTable(deadLetters: readonly DeadLetter[], width: number, color: Colorize): string {
  const ids = deadLetters.map(({ id }) => fit(oneLine(id), 36));
  const types = deadLetters.map(({ type }) => fit(oneLine(type ?? none), 32));
  const [idWidth, typeWidth] = [Math.max(2, ...lengths(ids)), Math.max(4, ...lengths(types))];
  const reasonWidth = width - idWidth - typeWidth - 21;
  const head = `${'ID'.padEnd(idWidth)}  ${'TYPE'.padEnd(typeWidth)}  ${'SINCE'.padStart(8)}  TRIES  REASON`;
  const rows = deadLetters.map(({ since, attempts, reason }, row) => {
    const when = (since ? age(since) : none).padStart(8);
    const tries = (attempts === undefined ? none : count(attempts)).padStart(5);
    const why = fit(oneLine(reason ?? none), Math.max(20, reasonWidth));
    const id = (ids[row] ?? '').padEnd(idWidth);
    return `${color('bold', id)}  ${(types[row] ?? '').padEnd(typeWidth)}  ${when}  ${tries}  ${why}`;
  });
  return [color('dim', head), ...rows].join('\n');
}

const lengths = (texts: readonly string[]) => texts.map(({ length }) => length);

/** A longer body is cut on the terminal. */
const maxBody = 32_768;

export function deadLetterDetails(deadLetter: DeadLetter, queue: string, color: Colorize): string {
  const facts: [string, string][] = [
    ['queue', queue],
    ['type', deadLetter.type ?? none],
    ['reason', deadLetter.reason ?? none],
    ['attempts', deadLetter.attempts === undefined ? none : count(deadLetter.attempts)],
    ['since', deadLetter.since ? `${deadLetter.since.toISOString()} (${age(deadLetter.since)})` : none],
  ];
  const headers = Object.entries(deadLetter.headers).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const title = deadLetter.hasId ? deadLetter.id : `message ${deadLetter.id}, which has no id`;
  return [
    color('bold', oneLine(title)),
    pairs(facts, color),
    '',
    color('bold', 'headers'),
    headers.length > 0 ? pairs(headers, color) : '  none',
    '',
    color('bold', 'body') +
      color('dim', `  ${count(deadLetter.content.length)} bytes  ${oneLine(deadLetter.contentType ?? '')}`),
    bodyText(deadLetter),
  ].join('\n');
}

function pairs(entries: readonly [string, string][], color: Colorize): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries
    .map(([name, value]) => `  ${color('dim', oneLine(name).padEnd(width))}  ${oneLine(value)}`)
    .join('\n');
}

function bodyText(deadLetter: DeadLetter): string {
  const { body } = detailsOf(deadLetter);
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  const shown = text.slice(0, maxBody);
  const cut = text.length > shown.length ? '\n… the rest with --json' : '';
  return sanitize(shown + cut).replace(/^/gm, '  ');
}
