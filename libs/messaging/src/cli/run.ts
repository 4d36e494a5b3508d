import { help, readArguments, type Command } from './arguments';
import { Broker } from './broker';
import { runDrop, runList, runReplay, runShow, type Context } from './commands';
import { brokerUrl } from './config';
import { UsageError } from './operation-error';
import { colorize, type Terminal } from './terminal';

const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Runs one command line; resolves with the exit code. Never rejects. */
export async function run(argv: string[], context: Omit<Context, 'broker'>): Promise<number> {
  let broker: Broker | undefined;
  try {
    const command = readArguments(argv);
    if (command.name === 'help') {
      context.out.write(`${help}\n`);
      return exitCodes.done;
    }
    assertCanConfirm(command, context);
    broker = await Broker.open(brokerUrl(), context.signal);
    await execute(command, { ...context, broker });
    return context.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  } catch (error) {
    return context.signal.aborted ? exitCodes.interrupted : report(error, context);
  } finally {
    await broker?.close();
  }
}

function execute(command: Exclude<Command, { name: 'help' }>, context: Context): Promise<void> {
  switch (command.name) {
    case 'list':
      return runList(command, context);
    case 'show':
      return runShow(command, context);
    case 'replay':
      return runReplay(command, context);
    case 'drop':
      return runDrop(command, context);
  }
}

function assertCanConfirm(command: Command, { input, err }: Omit<Context, 'broker'>): void {
  if (command.name !== 'drop' || command.yes || (input.isTTY && err.isTTY)) return;
  throw new UsageError('drop asks for confirmation, which needs a terminal: add --yes');
}

function report(error: unknown, { err }: Terminal): number {
  const { message } = error as Error;
  err.write(`${colorize(err)('red', 'courses-messages:')} ${message}\n`);
  if (!(error instanceof UsageError)) return exitCodes.failed;
  err.write('Run courses-messages --help for usage.\n');
  return exitCodes.usage;
}
