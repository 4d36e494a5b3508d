import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { variableOf } from './apps';
import { attempt, root, type Outcome } from './run';

/** A clone of this repository as it is now, changes that are not committed included. */
export interface Copy {
  path: string;
  /** What a reader types, in a shell. */
  type(commands: string): Promise<Outcome>;
  /** The same; fails unless it ends with 0. */
  do(commands: string): Promise<string>;
  /** Everything that differs from what the copy began with. */
  changes(): Promise<string>;
  /** Types `npm start`, waits until all runs, gives what it printed to the visitor, and presses Ctrl-C. */
  start(visit: (printed: string) => Promise<void>): Promise<void>;
  remove(): void;
}

/** `modules`: `own` where npm will install something, `shared` where it will not. */
export async function copyRepository(modules: 'own' | 'shared'): Promise<Copy> {
  // A path is no URL, no pattern and no word of a shell: every suite that works in copies shows it.
  const path = mkdtempSync(join(tmpdir(), 'courses (ü) [copy] '));
  const listed = 'git ls-files -co --exclude-standard -z | { xargs -0 ls -d 2>/dev/null || true; }';
  await must(root, `${listed} | tar -cf - -T - | tar -xf - -C '${path}'`);
  await must(path, 'git init -q && git config user.email a@example.com && git config user.name a');
  appendFileSync(join(path, '.git/info/exclude'), '/node_modules\n');
  await must(path, 'git add -A && git commit -qm beginning && git tag beginning');
  const source = join(root, 'node_modules');
  if (modules === 'shared') symlinkSync(source, join(path, 'node_modules'));
  else await copyModules(source, join(path, 'node_modules'));
  return {
    path,
    type: (commands) => shell(path, commands),
    do: (commands) => must(path, commands),
    changes: async () =>
      `${await must(path, 'git diff --stat beginning')}${await must(path, 'git status --short')}`,
    start: (visit) => start(path, visit),
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** Hard links, but for the one file that npm writes in place. */
async function copyModules(from: string, to: string): Promise<void> {
  const { status } = await shell(root, `cp -al '${from}' '${to}'`);
  if (status !== 0) return void (await must(root, `rm -rf '${to}' && cp -a '${from}' '${to}'`));
  const list = '.package-lock.json';
  if (existsSync(join(from, list)))
    await must(root, `cp --remove-destination '${from}/${list}' '${to}/${list}'`);
}

const quiet = 'export NX_DAEMON=false NX_TUI=false NX_ISOLATE_PLUGINS=false NX_SKIP_NX_CACHE=true NO_COLOR=1';

const shell = (path: string, commands: string) =>
  attempt('bash', ['--norc', '-euo', 'pipefail', '-c', `cd '${path}'; ${quiet}\n${commands}`]);

async function must(path: string, commands: string): Promise<string> {
  const { status, output } = await shell(path, commands);
  if (status !== 0) throw new Error(`${commands}\nended with ${status}:\n${output.slice(-6_000)}`);
  return output;
}

async function start(path: string, visit: (printed: string) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, [join(path, 'tools/start.mjs')], { cwd: path, env: freePorts(path) });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let printed = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += String(chunk);
        if (printed.includes('Ctrl-C stops it')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('close', () => reject(new Error(`npm start ended:\n${printed}`)));
    });
    await visit(printed);
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

/** Everything listens where there is room: the page, and each app that the copy has. */
export function freePorts(path: string): NodeJS.ProcessEnv {
  const variables = readdirSync(join(path, 'apps')).map((app) => variableOf(app, 'PORT'));
  const ports = Object.fromEntries(['PORT', ...variables].map((name) => [name, '0']));
  return { ...process.env, MONGODB_URI: '', AMQP_URL: '', ...ports };
}
