// Starts Debian's RabbitMQ and SecantusDB on free ports of 127.0.0.1, with their data in a temporary folder:
//   node tools/integration/start-servers.mjs COMMAND...   runs the command with AMQP_URL and MONGODB_URI, then ends them
//   node tools/integration/start-servers.mjs              prints both variables and keeps the servers until Ctrl-C
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'courses-servers-'));
const children = [];

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function find(program, ...folders) {
  const places = [...folders, ...process.env.PATH.split(delimiter)];
  const found = places.map((place) => join(place, program)).find((path) => existsSync(path));
  if (!found)
    throw new Error(`${program} is not installed; \`npm run test:integration\` says how to get it.`);
  return found;
}

function start(name, program, args, env = {}) {
  const log = join(folder, `${name}.log`);
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(createWriteStream(log, { flags: 'a' }));
  child.stderr.pipe(createWriteStream(log, { flags: 'a' }));
  child.ended = new Promise((resolve) => child.on('exit', resolve));
  children.push(child);
  return { child, log };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}

async function untilListening({ child, log }, port) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await listens(port)) return;
    if (child.exitCode !== null) break;
    await pause(100);
  }
  throw new Error(`${child.spawnfile} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
}

async function startRabbit() {
  const [port, distribution, names] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = { HOME: folder, ERL_EPMD_PORT: String(names), ERL_EPMD_ADDRESS: '127.0.0.1' };
  // Its name server as a child of ours: RabbitMQ would leave its own running.
  await untilListening(start('epmd', find('epmd'), [], env), names);
  const rabbit = start('rabbitmq', find('rabbitmq-server', '/usr/lib/rabbitmq/bin'), [], {
    ...env,
    RABBITMQ_NODENAME: 'courses-test@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_MNESIA_BASE: join(folder, 'rabbitmq'),
    RABBITMQ_LOG_BASE: join(folder, 'rabbitmq-log'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'rabbitmq-config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
    RUNNING_UNDER_SYSTEMD: 'true',
  });
  await untilListening(rabbit, port);
  return `amqp://guest:guest@127.0.0.1:${port}`;
}

async function startMongo() {
  const port = await freePort();
  const options = ['--host', '127.0.0.1', '--port', String(port), '--standalone'];
  const data = ['--storage-path', join(folder, 'mongodb')];
  await untilListening(start('mongodb', find('secantusd-py'), [...options, ...data]), port);
  return `mongodb://127.0.0.1:${port}`;
}

async function stopAll() {
  for (const child of children.reverse()) {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await child.ended;
    clearTimeout(timer);
  }
  rmSync(folder, { recursive: true, force: true });
}

function untilSignal() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(0));
    process.once('SIGTERM', () => resolve(143));
  });
}

function command(env) {
  const [program, ...args] = process.argv.slice(2);
  if (!program) {
    console.log(
      Object.entries(env)
        .map(([name, value]) => `export ${name}=${value}`)
        .join('\n'),
    );
    return new Promise(() => {});
  }
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
  child.ended = new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  children.push(child);
  return child.ended;
}

async function serve() {
  const [AMQP_URL, MONGODB_URI] = await Promise.all([startRabbit(), startMongo()]);
  return command({ AMQP_URL, MONGODB_URI });
}

const signal = untilSignal();
try {
  process.exitCode = await Promise.race([serve(), signal]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await stopAll();
}
