import type { Command } from './arguments';
import { confirm } from './confirm';
import type { Broker } from './broker';
import { drop } from './drop';
import type { Filter } from './filter';
import { detailsOf } from './dead-letter';
import { list, assertQueuesExist } from './list';
import { OperationError } from './operation-error';
import { deadLetterDetails, deadLetterTable, queueTable } from './tables';
import { replay } from './replay';
import { colorize, plural, progressBar, widthOf, type Terminal } from './terminal';
import { show } from './show';
import { workspaceQueues } from './workspace-queues';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

export interface Context extends Terminal {
  broker: Broker;
  /** Aborts on SIGINT or SIGTERM. */
  signal: AbortSignal;
  input: NodeJS.ReadStream;
  /** Folder of the workspace. */
  root: string;
}

export async function runList({ queues, live, json }: Of<'list'>, context: Context): Promise<void> {
  const { broker, signal, out, root } = context;
  const lines = await list(broker, {
    queues: queues.length > 0 ? queues : workspaceQueues(root),
    live,
    signal,
  });
  if (!signal.aborted) assertQueuesExist(lines, queues);
  if (json)
    writeJson(
      out,
      lines.map((line) => ({ ...line, since: line.since ?? null })),
    );
  else if (lines.length === 0) out.write('The broker has no queue of this workspace yet.\n');
  else out.write(`${queueTable(lines, colorize(out))}\n`);
}

export async function runShow({ queue, filter, limit, json }: Of<'show'>, context: Context): Promise<void> {
  const { broker, signal, out, err } = context;
  const { deadLetters, more } = await show(broker, { queue, filter, limit, signal });
  assertMessageFound(filter, deadLetters.length, context, queue);
  if (json) writeJson(out, deadLetters.map(detailsOf));
  else if (deadLetters.length === 0) out.write(`No such message in ${queue}.\n`);
  else if (filter.id === undefined)
    out.write(`${deadLetterTable(deadLetters, widthOf(out), colorize(out))}\n`);
  else
    out.write(
      deadLetters.map((deadLetter) => `${deadLetterDetails(deadLetter, queue, colorize(out))}\n`).join('\n'),
    );
  if (more && deadLetters.length >= limit) err.write('More messages follow; --limit N shows them.\n');
}

export async function runReplay({ queue, filter, to, json }: Of<'replay'>, context: Context): Promise<void> {
  const { broker, signal, out, err } = context;
  const progress = progressBar(err, 'replaying');
  const onProgress = (seen: number, total: number) => progress.update(seen, total);
  const result = await replay(broker, { queue, to, filter, signal, onProgress }).finally(() =>
    progress.clear(),
  );
  assertMessageFound(filter, result.replayed, context, queue);
  if (json) return writeJson(out, { ...result, interrupted: signal.aborted });
  const done = `Replayed ${plural(result.replayed, 'message')} to ${result.to}`;
  out.write(`${interrupted(signal)}${done}; ${rest(result)}\n`);
}

export async function runDrop({ queue, filter, yes, json }: Of<'drop'>, context: Context): Promise<void> {
  const { broker, signal, out, err, input } = context;
  const progress = progressBar(err, 'dropping');
  const confirmDrop = (count: number) => {
    const question = `Permanently delete ${plural(count, 'message')} from ${queue}? [y/N] `;
    return confirm(question, signal, { input, output: err });
  };
  const onProgress = (seen: number, total: number) => progress.update(seen, total);
  const { found, ...result } = await drop(broker, {
    queue,
    filter,
    signal,
    confirm: yes ? undefined : confirmDrop,
    onProgress,
  }).finally(() => progress.clear());
  assertMessageFound(filter, found, context, queue);
  if (json) return writeJson(out, { ...result, interrupted: signal.aborted });
  out.write(`${interrupted(signal)}Dropped ${plural(result.dropped, 'message')}; ${rest(result)}\n`);
}

function assertMessageFound({ id }: Filter, found: number, { signal }: Context, queue: string): void {
  if (id !== undefined && found === 0 && !signal.aborted)
    throw new OperationError(`${queue} has no message ${id}; show ${queue} lists its messages`);
}

const interrupted = (signal: AbortSignal): string => (signal.aborted ? 'Interrupted. ' : '');

function rest({ left, queue }: { left: number; queue: string }): string {
  if (left === 0) return `${queue} is empty now.`;
  return `${plural(left, 'message')} ${left === 1 ? 'stays' : 'stay'} in ${queue}.`;
}

const writeJson = (out: NodeJS.WriteStream, result: unknown): void =>
  void out.write(`${JSON.stringify(result, undefined, 2)}\n`);
