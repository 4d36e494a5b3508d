import { connect } from 'node:net';

const help = (command) => `
With Docker:
  docker run -d --rm --name courses-rabbitmq -p 5672:5672 rabbitmq:4.2
  docker run -d --rm --name courses-mongodb -p 27017:27017 mongo:8.0
  AMQP_URL=amqp://127.0.0.1:5672 MONGODB_URI=mongodb://127.0.0.1:27017 ${command}
  docker stop courses-rabbitmq courses-mongodb
On Debian, without Docker, with RabbitMQ and SecantusDB (an independent server that speaks MongoDB's protocol):
  apt-get install rabbitmq-server && pip install SecantusDB==0.7.0b3
  node e2e/integration/start-servers.mjs ${command}`;

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

/** Ends the process with the reason, and how to help it, unless AMQP_URL and MONGODB_URI name servers that answer. */
export async function needServers(who, command) {
  const faults = [await lacking('AMQP_URL', '5672'), await lacking('MONGODB_URI', '27017')].filter(Boolean);
  if (faults.length === 0) return;
  console.error(`${who} need a RabbitMQ and a MongoDB. ${faults.join(' ')}\n${help(command)}`);
  process.exit(1);
}
