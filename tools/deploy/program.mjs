// What the scripts beside this file share: they call other programs, and end with one sentence when something is wrong.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

class Refusal extends Error {}

/** Ends the script with exit code 1; the sentence says what is wrong, why, and what to do next. */
export function fail(sentence) {
  throw new Refusal(sentence);
}

export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The arguments, or the usage and exit code 1. */
export function readArguments(usage, options, positionals = 0) {
  try {
    const read = parseArgs({ options, allowPositionals: true });
    if (read.positionals.length === positionals) return read;
  } catch (error) {
    fail(`${error.message.split('. ')[0]}.\n${usage}`);
  }
  return fail(usage);
}

/** Runs a program and answers what it wrote; a program that is not there has the status 127. */
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

/** Shows the command, runs it with its output on the screen, and answers whether it succeeded. */
export function show(program, args) {
  console.log(`$ ${program} ${args.join(' ')}`);
  const { error, status } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`${program} cannot be started (${error.code}): install it, then run this again.`);
  return status === 0;
}

export const lastLine = (text) => text.split('\n').at(-1);
