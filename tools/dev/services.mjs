// The part of `npm run dev` that runs the services: bundles them from their sources, and loads the bundle anew when it changed.
// It holds the embedded database and broker, so their data stays. tools/dev/main.mjs starts it and tells it of every edit.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { context, formatMessages } from 'esbuild';
import { root } from './root.mjs';

const bundle = join(root, 'dist/dev/services.js');
const require = createRequire(import.meta.url);
const places = { root, pageUrl: process.env.PAGE_URL, clientPort: Number(process.env.CLIENT_PORT) };
const say = (text) => process.stdout.write(text);

/** Outlives every version of the code. */
const kept = {};
let running;
/** The code that was loaded last, whether or not it runs. */
let loaded;

process.setSourceMapsEnabled(true);
await mkdir(join(root, 'dist/dev'), { recursive: true });
const build = await context({
  absWorkingDir: root,
  entryPoints: ['apps/quickstart/src/dev.ts'],
  outfile: bundle,
  write: false,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'linked',
  tsconfig: 'tsconfig.base.json',
  logLevel: 'silent',
});

/** Does nothing where the edit changed nothing of what runs. */
async function update(changed) {
  const begun = performance.now();
  const files = await bundled();
  if (!files) return;
  const code = hash(files);
  if (running && code === loaded) return;
  process.send('loading');
  await stop();
  for (const { path, contents } of files) await writeFile(path, contents);
  loaded = code;
  delete require.cache[bundle];
  running = require(bundle).develop(kept, places, say);
  await running.start();
  process.send('running');
  if (changed) say(`${changed.join(', ')}: runs, after ${Math.round(performance.now() - begun)} ms\n`);
}

const hash = (files) =>
  createHash('sha256')
    .update(files.find(({ path }) => path === bundle).contents)
    .digest('hex');

/** The code and its source map; undefined, with the reason on the screen, where they cannot be made. */
async function bundled() {
  try {
    return (await build.rebuild()).outputFiles;
  } catch (error) {
    const messages = await formatMessages(error.errors, { kind: 'error', color: process.stderr.isTTY });
    process.stderr.write(`${messages.join('')}${running ? 'What ran before goes on' : waiting}.\n`);
    if (!running) process.send('broken');
  }
}

async function stop() {
  const stopped = running?.stop();
  running = undefined;
  await stopped;
}

const waiting = 'Nothing runs until the next edit';

async function fail(error) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const isForPeople = name === 'ConfigError' || name === 'NotReadyError';
  process.stderr.write(`${isForPeople ? message : stack}\n`);
  // A variable, a port or a server: no edit mends that.
  if (isForPeople && !kept.addresses) return process.send('impossible');
  process.stderr.write(`${waiting}.\n`);
  process.send('broken');
  await stop();
}

process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));
// Ctrl-C reaches every process of a terminal; main.mjs decides.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

let working = update().catch(fail);
process.on('message', (changed) => {
  working = working.then(() => update(changed)).catch(fail);
});
