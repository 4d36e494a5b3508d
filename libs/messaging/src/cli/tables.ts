import type { QueueLine } from './list';
import { detailsOf, type DeadLetter } from './dead-letter';
import { age, count, fit, sanitize, oneLine, type Paint } from './terminal';

/** How the terminal shows what a command found. */

const none = '·';

export function queuePage(lines: readonly QueueLine[], paint: Paint): string {
  const shown = lines.filter(({ kind, ready }) => kind !== 'retry' || ready > 0);
  const width = Math.max(5, ...shown.map(({ queue }) => queue.length));
  const head = paint(
    'dim',
    `${'QUEUE'.padEnd(width)}  ${'READY'.padStart(9)}  ${'OLDEST'.padStart(8)}  CONSUMERS`,
  );
  const rows = shown.map(({ queue, kind, ready, consumers, since }) => {
    const depth = paint(depthStyle(kind, ready), count(ready).padStart(9));
    const oldest = (since ? age(since) : none).padStart(8);
    const readers = kind === 'live' ? readersOf(consumers, paint) : '';
    return `${queueName(queue, kind, paint)}${' '.repeat(width - queue.length)}  ${depth}  ${oldest}  ${readers}`.trimEnd();
  });
  return [head, ...rows].join('\n');
}

const readersOf = (consumers: number, paint: Paint) =>
  paint(consumers === 0 ? 'yellow' : 'reset', count(consumers).padStart(9));

function queueName(queue: string, kind: QueueLine['kind'], paint: Paint): string {
  if (kind === 'live') return paint('bold', queue);
  return kind === 'unrouted' ? queue : paint('dim', queue);
}

function depthStyle(kind: QueueLine['kind'], ready: number) {
  if (ready === 0) return 'dim';
  if (kind === 'dead') return 'red';
  return kind === 'live' ? 'bold' : 'yellow';
}

export function deadLetterTable(deadLetters: readonly DeadLetter[], width: number, paint: Paint): string {
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
    return `${paint('bold', id)}  ${(types[row] ?? '').padEnd(typeWidth)}  ${when}  ${tries}  ${why}`;
  });
  return [paint('dim', head), ...rows].join('\n');
}

const lengths = (texts: readonly string[]) => texts.map(({ length }) => length);

/** A body beyond this is cut on the terminal. */
const maxBody = 32_768;

export function deadLetterDetails(deadLetter: DeadLetter, queue: string, paint: Paint): string {
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
    paint('bold', oneLine(title)),
    pairs(facts, paint),
    '',
    paint('bold', 'headers'),
    headers.length > 0 ? pairs(headers, paint) : '  none',
    '',
    paint('bold', 'body') +
      paint('dim', `  ${count(deadLetter.content.length)} bytes  ${oneLine(deadLetter.contentType ?? '')}`),
    bodyText(deadLetter),
  ].join('\n');
}

function pairs(entries: readonly [string, string][], paint: Paint): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries
    .map(([name, value]) => `  ${paint('dim', oneLine(name).padEnd(width))}  ${oneLine(value)}`)
    .join('\n');
}

function bodyText(deadLetter: DeadLetter): string {
  const { body } = detailsOf(deadLetter);
  const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  const shown = text.slice(0, maxBody);
  const cut = text.length > shown.length ? '\n… the rest with --json' : '';
  return sanitize(shown + cut).replace(/^/gm, '  ');
}
