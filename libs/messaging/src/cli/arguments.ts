import { parseArgs } from 'node:util';
import type { Filter } from './filter';
import { UsageError } from './operation-error';

interface Common {
  json: boolean;
}

export type Command =
  | { name: 'help' }
  | ({ name: 'list'; queues: string[]; live: boolean } & Common)
  | ({ name: 'show'; queue: string; filter: Filter; limit: number } & Common)
  | ({ name: 'replay'; queue: string; filter: Filter; to: string | undefined } & Common)
  | ({ name: 'drop'; queue: string; filter: Filter; yes: boolean } & Common);

export const help = `courses-messages: inspect, replay and delete dead letters.  AMQP_URL is the URL of the broker.

  list [QUEUE...]              queues with depth and age of the oldest message
  show QUEUE [ID]              dead letters or parked messages, or one with headers and body
  replay QUEUE ID              send a message to its own queue again, with the same id
  replay QUEUE --all           all messages, or those that match filters
  drop QUEUE ID                delete a message; asks for confirmation. Also with --all or filters

A QUEUE is <service>.<subscription>.dlq or .parked, or courses.unrouted; for list, <service>.<subscription>.
A message without an id is identified by its position in the queue: show QUEUE 1.

Filters for show, replay and drop; a message must match all of them:
  --type TYPE                  for example course.published.v1
  --reason TEXT                part of the reason, case-insensitive
  --older-than, --newer-than   time in the queue: 90s, 30m, 12h, 7d

  --json                       for scripts
  --limit N                    show: maximum number of messages (50)
  --to QUEUE                   replay: to this queue instead of its own; required for courses.unrouted
  --live                       list: read live queues too. Each read counts as one of the 20 deliveries of a message
  --yes                        drop: skip the confirmation

Exit codes: 0 success, 1 failure, 2 usage error, 130 interrupted. An interrupted command loses no message; run it again to
continue.`;

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  live: { type: 'boolean' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  type: { type: 'string' },
  reason: { type: 'string' },
  'older-than': { type: 'string' },
  'newer-than': { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
} as const;

type Values = ReturnType<typeof parse>['values'];

const filters = ['type', 'reason', 'older-than', 'newer-than'] as const;

const optionsOf: Record<string, readonly string[]> = {
  list: ['json', 'live'],
  show: ['json', 'limit', ...filters],
  replay: ['json', 'all', 'to', ...filters],
  drop: ['json', 'all', 'yes', ...filters],
};

/** Throws a UsageError. */
export function readArguments(argv: string[]): Command {
  const { values, positionals } = parse(argv);
  const [name, ...rest] = positionals;
  if (values.help || name === 'help' || name === undefined) return { name: 'help' };
  const allowed = optionsOf[name];
  if (!allowed)
    throw new UsageError(`there is no command ${name}; the commands are list, show, replay, drop`);
  const foreign = Object.keys(values).find((option) => !allowed.includes(option));
  if (foreign !== undefined) throw new UsageError(`${name} has no option --${foreign}`);
  const json = values.json ?? false;
  if (name === 'list') return { name, json, queues: rest, live: values.live ?? false };

  const [queue, id, ...more] = rest;
  if (queue === undefined) throw new UsageError(`${name} needs the name of a queue`);
  if (more.length > 0) throw new UsageError(`${name} takes one message id; got ${more.join(' ')} as well`);
  assertDeadLetterQueue(queue);
  const filter = readFilter(id, values);
  if (name === 'show') return { name, json, queue, filter, limit: readLimit(values.limit) };
  assertSelection(name, filter, values.all ?? false);
  if (name === 'replay') return { name, json, queue, filter, to: values.to };
  return { name: 'drop', json, queue, filter, yes: values.yes ?? false };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    throw new UsageError(sentence);
  }
}

/** Reading a live queue or a retry queue counts as a delivery of its messages. */
function assertDeadLetterQueue(queue: string): void {
  if (/\.(dlq|parked|unrouted)$/.test(queue)) return;
  throw new UsageError(
    `${queue} is not a queue of dead letters; their names end with .dlq, .parked or .unrouted`,
  );
}

function readFilter(id: string | undefined, values: Values): Filter {
  const { type, reason } = values;
  const olderThanMs = readDuration('older-than', values['older-than']);
  const newerThanMs = readDuration('newer-than', values['newer-than']);
  const filter = { id, type, reason, olderThanMs, newerThanMs };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function assertSelection(name: string, filter: Filter, all: boolean): void {
  const chosen = Object.keys(filter).length > 0;
  if (all && chosen) throw new UsageError(`${name} takes --all, or an id or filters; not both`);
  if (!all && !chosen) throw new UsageError(`${name} needs a message id, a filter or --all`);
}

const unitsMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readDuration(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(value) ?? [];
  if (unit === undefined) throw new UsageError(`--${option} takes a time such as 90s, 30m, 12h or 7d`);
  return Number(amount) * unitsMs[unit as keyof typeof unitsMs];
}

function readLimit(value = '50'): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new UsageError('--limit takes a number from 1 to 999999');
  return Number(value);
}
