import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startQuickstart } from '@courses/testing';
import { variableOf } from './apps';
import { attempt, root, type Outcome } from './run';

/** A copy of this repository in a temporary folder, with uncommitted changes. */
export interface Copy {
  path: string;
  /** Runs commands in a shell, as a reader would. */
  type(commands: string): Promise<Outcome>;
  /** The same; fails unless they exit with 0. */
  do(commands: string): Promise<string>;
  /** Everything that has changed since the copy was made. */
  changes(): Promise<string>;
  /** Runs `npm start` on free ports, passes its banner to `visit`, and stops it. */
  start(visit: (banner: string) => Promise<void>): Promise<void>;
  remove(): void;
}

/** `modules`: `own` when npm will install something, else `shared`. */
export async function copyRepository(modules: 'own' | 'shared'): Promise<Copy> {
  // Spaces, brackets and other letters: every suite that uses copies checks that paths are quoted and encoded.
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

/** Hard links, except for the one file that npm rewrites in place. */
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

async function start(repository: string, visit: (banner: string) => Promise<void>): Promise<void> {
  const quickstart = await startQuickstart({}, { repository, program: 'tools/start.mjs' });
  try {
    await visit(quickstart.banner);
  } finally {
    await quickstart.stop();
  }
}

/** An environment in which the page and each app of the copy listen on a free port. */
export function freePorts(path: string): NodeJS.ProcessEnv {
  const variables = readdirSync(join(path, 'apps')).map((app) => variableOf(app, 'PORT'));
  const ports = Object.fromEntries(['PORT', ...variables].map((name) => [name, '0']));
  return { ...process.env, MONGODB_URI: '', AMQP_URL: '', ...ports };
}
