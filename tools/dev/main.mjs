// `npm run dev`: the whole system from its sources. Every edit runs at once; data and sessions stay.
import { fork } from 'node:child_process';
import { createServer as createTcpServer } from 'node:net';
import { join, relative, sep } from 'node:path';
import { createLogger, createServer } from 'vite';
import { root } from './root.mjs';

const debugging = process.argv.slice(2);
const unknown = debugging.find((option) => !/^--inspect(-brk|-wait)?(=\S+)?$/.test(option));
if (unknown) end(1, `npm run dev knows nothing of ${unknown}; to debug: npm run dev -- --inspect`);

const clientPort = await freePort();
process.env.CLIENT_URL = `http://127.0.0.1:${clientPort}`;

/** What the services are doing: requests wait while they are loaded. */
let state = 'loading';
let services;
let whenLoaded = pending();

console.log('Starting the courses system from its sources …');
const vite = await startVite();
const pageUrl = `http://localhost:${vite.httpServer.address().port}`;
startServices();
watch();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

async function startVite() {
  const port = Number(process.env.PORT || 3000);
  try {
    const server = await createServer({
      configFile: join(root, 'apps/client/vite.config.mts'),
      customLogger: quietLogger(),
      clearScreen: false,
      server: { port, strictPort: true, host: '127.0.0.1' },
      plugins: [
        { name: 'wait-for-services', configureServer: ({ middlewares }) => void middlewares.use(wait) },
      ],
    });
    return await server.listen();
  } catch (error) {
    const taken = `Port ${port} is taken: stop what uses it, or choose another: PORT=${port + 100} npm run dev`;
    return end(1, /already in use/.test(error.message) ? taken : error.message);
  }
}

/** What Vite says of edits and faults of the page, and nothing of its own work. */
function quietLogger() {
  const logger = createLogger();
  const { info, error } = logger;
  logger.info = (text, options) => /hmr update|page reload/.test(text) && info(text, options);
  // Streams of events end while the services are loaded anew.
  logger.error = (text, options) => (state === 'running' || !text.includes('proxy')) && error(text, options);
  return logger;
}

async function wait(req, res, next) {
  if (!/^\/(api|session|live|system)\b/.test(req.url)) return next();
  await whenLoaded.promise;
  if (state === 'running') return next();
  res.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' });
  res.end('The services do not run; the terminal of npm run dev says why.\n');
}

function startServices() {
  enter('loading');
  services = fork(join(root, 'tools/dev/services.mjs'), {
    cwd: root,
    execArgv: debugging,
    env: { ...process.env, PAGE_URL: pageUrl, CLIENT_PORT: String(clientPort) },
  });
  services.on('message', (news) => (news === 'impossible' ? end(1) : enter(news)));
  services.once('exit', (code, signal) => {
    services = undefined;
    console.error(
      `The services ended (${signal ?? `exit code ${code}`}). They start again at the next edit.`,
    );
    enter('broken');
  });
}

function enter(next) {
  if (next === 'loading' && state !== 'loading') whenLoaded = pending();
  if (next !== 'loading') whenLoaded.resolve();
  state = next;
}

/** Code whose objects hold the data: its new version cannot take over the old one's. */
const holdsData = /^libs\/(embedded-mongo\/src\/|messaging\/src\/memory\/memory-broker)/;

function watch() {
  const changed = new Set();
  let timer;
  vite.watcher.add(['apps', 'libs'].map((folder) => join(root, folder)));
  vite.watcher.on('all', (event, path) => {
    const file = relative(root, path).replaceAll(sep, '/');
    if (!/^(apps|libs)\/.*\.\w+$/.test(file) || !['add', 'change', 'unlink'].includes(event)) return;
    changed.add(file);
    clearTimeout(timer);
    // Editors and generators write more than one file.
    timer = setTimeout(() => {
      edited([...changed]);
      changed.clear();
    }, 30);
  });
}

function edited(files) {
  const holder = files.find((file) => holdsData.test(file));
  if (!services) startServices();
  else if (holder) {
    console.log(`${holder} holds the data: everything starts anew.`);
    services.removeAllListeners().kill('SIGKILL');
    startServices();
  } else services.send(files);
}

function pending() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

async function freePort() {
  const server = createTcpServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** At once: what is in memory is lost in any case, and what is in real servers is safe. */
function end(code, reason) {
  if (reason) console.error(reason);
  services?.removeAllListeners().kill('SIGKILL');
  process.exit(code);
}
