import { connect } from 'node:net';

const help = (command) => `
With Docker:
  docker run -d --rm --name courses-rabbitmq -p 5672:5672 rabbitmq:4.3.6
  docker run -d --rm --name courses-mongodb -p 27017:27017 mongo:8.0.32
  AMQP_URL=amqp://127.0.0.1:5672 MONGODB_URI=mongodb://127.0.0.1:27017 ${command}
  docker stop courses-rabbitmq courses-mongodb
Without Docker, with an installed rabbitmq-server 4 and mongod (for others, see e2e/support/README.md):
  node e2e/integration/start-servers.mjs ${command}`;

function isListening(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 5_000 });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

async function problemWith(name, defaultPort) {
  const value = process.env[name];
  if (!value) return `${name} is not set.`;
  if (!URL.canParse(value)) return `${name} is not a URL.`;
  const url = new URL(value);
  url.port ||= defaultPort;
  return (await isListening(url)) ? undefined : `${name}: no server is listening at ${url.host}.`;
}

/** Exits with the reason and a remedy unless servers are listening at AMQP_URL and MONGODB_URI. */
export async function needServers(who, command) {
  const problems = [await problemWith('AMQP_URL', '5672'), await problemWith('MONGODB_URI', '27017')].filter(
    Boolean,
  );
  if (problems.length === 0) return;
  console.error(`${who} need a RabbitMQ and a MongoDB. ${problems.join(' ')}\n${help(command)}`);
  process.exit(1);
}
