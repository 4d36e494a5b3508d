// `npm run doctor`: one line per tool that the system can use on this machine, and how to get what is missing.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freemem, totalmem } from 'node:os';
import { apps, imageName } from './images.mjs';
import { attempt, lastLine, main } from './program.mjs';

const gigabyte = 1024 ** 3;
const fine = (text) => ({ mark: '✓', text });
const missing = (text, advice) => ({ mark: '✗', text, advice });
/** Not needed for `npm start` and `npm test`. */
const optional = (text, advice) => ({ mark: '–', text, advice });

const atLeast = (version, wanted) => {
  const [a, b] = [version, wanted].map((text) => text.replace(/^\D*/, '').split('.').map(Number.parseFloat));
  return a[0] > b[0] || (a[0] === b[0] && (a[1] ?? 0) >= (b[1] ?? 0));
};

function node() {
  const wanted = JSON.parse(readFileSync('package.json', 'utf8')).engines.node.replace('>=', '');
  const { version } = process;
  return atLeast(version, wanted)
    ? fine(`Node ${version}`)
    : missing(`Node ${version} is too old`, `install Node ${wanted} or newer: https://nodejs.org`);
}

function npm() {
  const { status, stdout } = attempt('npm', ['--version']);
  return status === 0
    ? fine(`npm ${stdout}`)
    : missing('npm is not installed', 'it comes with Node: https://nodejs.org');
}

const packages = () =>
  existsSync('node_modules/nx')
    ? fine('packages are installed')
    : missing('packages are not installed', 'npm ci');

function memory() {
  const [all, free] = [totalmem(), freemem()].map((bytes) => (bytes / gigabyte).toFixed(1));
  const text = `memory ${all} GB, of which ${free} GB free`;
  return all >= 4 ? fine(text) : optional(text, 'a cluster with everything needs 4 GB');
}

function docker() {
  const { status, stdout, stderr } = attempt('docker', ['version', '--format', '{{.Server.Version}}']);
  if (status === 127)
    return optional('Docker is not installed', 'needed for images: https://docs.docker.com/get-docker');
  if (status !== 0) return optional(`Docker is not running (${lastLine(stderr)})`, 'start Docker');
  return fine(`Docker ${stdout}`);
}

function compose() {
  const { status, stdout } = attempt('docker', ['compose', 'version', '--short']);
  if (status !== 0)
    return optional('docker compose is not installed', 'https://docs.docker.com/compose/install');
  return atLeast(stdout, '2.20')
    ? fine(`docker compose ${stdout}`)
    : optional(`docker compose ${stdout} is too old`, 'install 2.20 or newer');
}

function images() {
  const there = apps.filter((app) => attempt('docker', ['image', 'inspect', imageName(app)]).status === 0);
  const lacking = apps.filter((app) => !there.includes(app));
  if (lacking.length === 0) return fine(`images: ${there.map((app) => imageName(app)).join(', ')}`);
  return optional(`no image of ${lacking.join(', ')}`, 'npx nx run-many -t docker-build');
}

function kubectl() {
  const { status, stdout } = attempt('kubectl', ['version', '--client', '-o', 'json']);
  if (status !== 0)
    return optional(
      'kubectl is not installed',
      'needed for Kubernetes: https://kubernetes.io/docs/tasks/tools',
    );
  return fine(`kubectl ${JSON.parse(stdout).clientVersion.gitVersion}`);
}

function cluster() {
  const context = attempt('kubectl', ['config', 'current-context']);
  const advice = 'minikube start, or: kind create cluster';
  if (context.status !== 0) return optional('kubectl has no current context', advice);
  const { status } = attempt('kubectl', ['get', '--raw', '/readyz', '--request-timeout=5s']);
  return status === 0
    ? fine(`cluster "${context.stdout}" is reachable`)
    : optional(`cluster "${context.stdout}" is not reachable`, advice);
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const portVariables = { PORT: 3000, COURSES_PORT: 3001, ENROLLMENTS_PORT: 3002, IDENTITY_PORT: 3003 };
async function ports() {
  const taken = [];
  for (const [variable, port] of Object.entries(portVariables))
    if (!(await isFree(port))) taken.push([variable, port]);
  if (taken.length === 0) return fine(`ports ${Object.values(portVariables).join(', ')} are free`);
  const others = taken.map(([variable, port]) => `${variable}=${port + 100}`).join(' ');
  const numbers = taken.map(([, port]) => port).join(', ');
  return optional(
    `port ${numbers} is in use`,
    `stop what uses it, or: ${others} npm start (or docker compose up)`,
  );
}

await main(async () => {
  const checks = [node, npm, packages, memory, ports, docker, compose, images, kubectl, cluster];
  for (const check of checks) {
    const { mark, text, advice } = await check();
    console.log(`${mark} ${text}${advice ? ` → ${advice}` : ''}`);
    if (mark === '✗') process.exitCode = 1;
  }
});
