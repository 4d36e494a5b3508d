// Starts a RabbitMQ and a MongoDB-compatible server (see ../support/README.md) on free ports of 127.0.0.1, with data in a temporary folder:
//   node e2e/integration/start-servers.mjs COMMAND...   runs the command with AMQP_URL, MONGODB_URI and RABBITMQCTL_ENV
//                                                         (the environment of rabbitmqctl as JSON), then stops them
//   node e2e/integration/start-servers.mjs              prints both URLs and keeps the servers running until Ctrl-C
import { spawn } from 'node:child_process';
import { tsImport } from 'tsx/esm/api';
import { chooseServers } from '../support/test-machine.mjs';

const { startRealServers } = await tsImport(
  '../../libs/testing/src/servers/real-servers.ts',
  import.meta.url,
);

function untilSignal() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(0));
    process.once('SIGTERM', () => resolve(143));
  });
}

let child;

function command(env, control) {
  const [program, ...args] = process.argv.slice(2);
  if (!program) {
    for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${value}`);
    return new Promise(() => {});
  }
  child = spawn(program, args, {
    env: { ...process.env, ...env, RABBITMQCTL_ENV: control },
    stdio: 'inherit',
  });
  return ended(child);
}

function ended(started) {
  return new Promise((resolve) => {
    started.on('error', () => resolve(127));
    started.on('exit', (code) => resolve(code ?? 1));
  });
}

async function stopCommand() {
  if (!child || child.exitCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended(child);
  clearTimeout(timer);
}

chooseServers();
const signal = untilSignal();
const starting = startRealServers();
try {
  const serve = starting.then(({ rabbit, mongo }) =>
    command({ AMQP_URL: rabbit.url, MONGODB_URI: mongo.uri }, JSON.stringify(rabbit.env)),
  );
  process.exitCode = await Promise.race([serve, signal]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await stopCommand();
  await starting.then((servers) => servers.stop()).catch(() => undefined);
}
