// Running other programs, reading arguments, and exiting with one line when something fails.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

class UserError extends Error {}

/** Exits with 1; the message says what is wrong, why, and what to do next. */
export function fail(message) {
  throw new UserError(message);
}

export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The parsed arguments; exits with the usage when they are invalid. */
export function readArguments(usage, options, positionals = 0) {
  try {
    const read = parseArgs({ options, allowPositionals: true });
    if (read.positionals.length === positionals) return read;
  } catch (error) {
    fail(`${error.message.split('. ')[0]}.\n${usage}`);
  }
  return fail(usage);
}

/** Runs a program and returns its output; the status is 127 when it is not installed. */
export function attempt(program, args, input) {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error?.code === 'ENOENT')
    return { status: 127, stdout: '', stderr: `${program} cannot be started: is it installed?` };
  return { status: status ?? 1, stdout: (stdout ?? '').trim(), stderr: (stderr ?? String(error)).trim() };
}

/** Prints the command, runs it with its output on the terminal, and returns whether it succeeded. */
export function show(program, args) {
  console.log(`$ ${program} ${args.join(' ')}`);
  const { error, status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`${program} cannot be started (${error.code}): install it, then try again.`);
  return status === 0;
}

export const lastLine = (text) => text.split('\n').at(-1);
