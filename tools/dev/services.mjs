// The part of `npm run dev` that runs the services. It holds the embedded database and broker, so their data stays when the
// bundle is reloaded. tools/dev/main.mjs starts it and builds the bundle.
import { createRequire } from 'node:module';
import { bundle, root } from './root.mjs';

const require = createRequire(import.meta.url);
const options = { root, pageUrl: process.env.PAGE_URL, clientPort: Number(process.env.CLIENT_PORT) };

/** Outlives every version of the code. */
const kept = {};
let running;

async function load() {
  await stop();
  delete require.cache[bundle];
  const system = require(bundle).develop(kept, options, (text) => process.stdout.write(text));
  running = system;
  try {
    await system.start();
  } catch (error) {
    if (running === system) throw error;
  }
  if (running === system) process.send('running');
}

async function stop() {
  const stopped = running?.stop();
  running = undefined;
  await stopped;
}

async function fail(error) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const isUserError = name === 'ConfigError' || name === 'NotReadyError';
  process.stderr.write(`${isUserError ? message : stack}\n`);
  // A variable, a port or a server: no edit of the code fixes that.
  process.send(isUserError && !kept.started ? 'fatal' : 'broken');
  await stop();
}

process.setSourceMapsEnabled(true);
process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));
// Ctrl-C reaches every process of a terminal; main.mjs decides.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

let working = load().catch(fail);
process.on('message', () => {
  working = working.then(load).catch(fail);
});
