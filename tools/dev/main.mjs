// `npm run dev`: the whole system from its sources. Every edit is reloaded; data and sessions stay.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, relative, sep } from 'node:path';
import { folderFault } from '../../libs/nx-plugin/folder.cjs';
import { bundler, BundleError, stopBundler } from './bundle.mjs';
import { servePage } from './page.mjs';
import { root } from './root.mjs';

/** Editors and generators write several files at once. */
const debounceMs = 30;
const waiting = 'Nothing runs until the next edit';
const stuck = 'The services are still busy: at a breakpoint, or in an endless loop? Ctrl-C stops them.';

/** The process of the services, and whether they run: requests of the page wait until that is known. */
let services;
let running = deferred();
/** Whether the last bundling failed. */
let isBroken = false;

const debugging = process.argv.slice(2);
const unknown = debugging.find((option) => !/^--inspect(-brk|-wait)?(=\S+)?$/.test(option));
if (unknown) end(1, `npm run dev does not know ${unknown}. To debug: npm run dev -- --inspect`);
if (folderFault) end(1, folderFault);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

console.log('Starting the courses system from its sources …');
const clientPort = await freePort();
const bundle = await bundler();
const page = await startPage();
const pageUrl = `http://localhost:${page.httpServer.address().port}`;
let working = update([]);
watch((files) => (working = working.then(() => update(files))));

async function startPage() {
  const wanted = Number(process.env.PORT || 3000);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    return end(1, 'Configuration: PORT must be a whole number from 0 to 65535');
  const port = wanted || (await freePort());
  const clientUrl = `http://127.0.0.1:${clientPort}`;
  try {
    return await servePage({ port, clientUrl, whenLoaded: () => running.promise });
  } catch ({ message }) {
    const portInUse = `Port ${port} is already in use: stop the other process, or choose another port: PORT=${port + 100} npm run dev`;
    return end(1, /already in use/.test(message) ? portInUse : message);
  }
}

/** Reloads the services after an edit, unless it is not part of the bundle. */
async function update(edited) {
  const begun = performance.now();
  try {
    const isNew = await bundle();
    const unchanged = !isNew && services && (await running.promise);
    if (unchanged && isBroken) console.log('Fixed: the running version matches the files again.');
    isBroken = false;
    if (unchanged) return;
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    isBroken = true;
    console.error(`${error.message}${services ? 'The previous version keeps running' : waiting}.`);
    if (!services) running.decide(false);
    return;
  }
  running.decide(false);
  running = deferred();
  load(edited);
  const hint = setTimeout(() => console.log(stuck), 30_000);
  const runs = await running.promise;
  clearTimeout(hint);
  const took = Math.round(performance.now() - begun);
  if (runs && edited.length > 0) console.log(`Reloaded in ${took} ms: ${edited.join(', ')}`);
}

/** Code whose objects hold the data: a new version cannot take over the objects of the old one. */
const holdsData = /^libs\/(embedded-mongo\/src\/|messaging\/src\/memory\/memory-broker)/;

function load(edited) {
  const holder = edited.find((file) => holdsData.test(file));
  if (!services) return startServices();
  if (!holder) return services.send('load');
  console.log(`${holder} holds the data: everything is restarted.`);
  kill();
  startServices();
}

function startServices() {
  services = fork(join(root, 'tools/dev/services.mjs'), {
    cwd: root,
    execArgv: debugging,
    env: { ...process.env, PAGE_URL: pageUrl, CLIENT_PORT: String(clientPort) },
  });
  services.on('message', (news) => {
    if (news === 'fatal') end(1);
    if (news === 'running') running.decide(true);
    else stopped();
  });
  services.once('exit', (code, signal) => {
    services = undefined;
    console.error(`The services exited (${signal ?? `exit code ${code}`}).`);
    stopped();
  });
}

function stopped() {
  console.error(`${waiting}.`);
  running.decide(false);
}

function kill() {
  services?.removeAllListeners().kill('SIGKILL');
}

/** Calls `onEdit` with the files that changed together, as paths relative to the repository. */
function watch(onEdit) {
  const files = new Set();
  let timer;
  page.watcher.add(['apps', 'libs'].map((folder) => join(root, folder)));
  page.watcher.on('all', (event, path) => {
    const file = relative(root, path).replaceAll(sep, '/');
    if (!/^(apps|libs)\//.test(file) || event.endsWith('Dir')) return;
    files.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      onEdit([...files]);
      files.clear();
    }, debounceMs);
  });
}

/** A promise that is resolved from outside, and later replaced by another result. */
function deferred() {
  let resolve;
  const answer = { promise: new Promise((done) => (resolve = done)) };
  answer.decide = (value) => {
    resolve(value);
    answer.promise = Promise.resolve(value);
  };
  return answer;
}

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  await once(server.close(), 'close');
  return port;
}

/** Without a graceful stop: data in memory is lost in any case, and data in real servers is safe. */
function end(code, reason) {
  if (reason) console.error(reason);
  kill();
  stopBundler();
  process.exit(code);
}
