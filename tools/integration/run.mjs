// `npm run test:integration`: the conformance and black-box suites of all projects on a real RabbitMQ and MongoDB.
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const help = `
With Docker:
  docker run -d --rm --name courses-rabbitmq -p 5672:5672 rabbitmq:4.2
  docker run -d --rm --name courses-mongodb -p 27017:27017 mongo:8.0
  AMQP_URL=amqp://127.0.0.1:5672 MONGODB_URI=mongodb://127.0.0.1:27017 npm run test:integration
  docker stop courses-rabbitmq courses-mongodb
On Debian, without Docker, with RabbitMQ and SecantusDB (an independent server that speaks MongoDB's protocol):
  apt-get install rabbitmq-server && pip install SecantusDB==0.7.0b3
  node tools/integration/start-servers.mjs npm run test:integration`;

function answers(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 5_000 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

async function lacking(name, defaultPort) {
  const value = process.env[name];
  if (!value) return `${name} is not set.`;
  if (!URL.canParse(value)) return `${name} is not a URL.`;
  const url = new URL(value);
  url.port ||= defaultPort;
  return (await answers(url)) ? undefined : `Nothing answers at ${url.host}, where ${name} points.`;
}

const faults = [await lacking('AMQP_URL', '5672'), await lacking('MONGODB_URI', '27017')].filter(Boolean);
if (faults.length > 0) {
  console.error(`The integration tests need a RabbitMQ and a MongoDB. ${faults.join(' ')}\n${help}`);
  process.exit(1);
}
const suites = ['--rootDir', '.', '--testPathPatterns', '((apps|libs)/[^/]+/test|chaos)/'];
const results = ['--json', '--outputFile', 'test-results/integration.json'];
const jest = ['jest', '--config', 'jest.config.cjs', ...suites, ...results];
process.exit(spawnSync('npx', jest, { cwd: root, stdio: 'inherit' }).status ?? 1);
