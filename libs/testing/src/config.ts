/** The database and broker that tests use; undefined selects the embedded ones. */
export const realBackingServices = (env = process.env) => ({
  amqpUrl: env.AMQP_URL,
  mongodbUri: env.MONGODB_URI,
});

/** The environment that child processes inherit. */
export const environment = (env = process.env) => env;

/** Starts a MongoDB-compatible server on `{port}` of 127.0.0.1 with its data in `{folder}`. */
export const mongoServerCommand = (env = process.env): string =>
  env.MONGO_SERVER ?? 'mongod --bind_ip 127.0.0.1 --port {port} --dbpath {folder}';

/** Where RabbitMQ's programs are searched before PATH, whose Debian wrappers change the user and stay in between. */
export const rabbitmqFolders = (env = process.env): string[] => [
  ...(env.RABBITMQ_PROGRAMS ? [env.RABBITMQ_PROGRAMS] : []),
  '/usr/lib/rabbitmq/bin',
];

/**
 * Set when black-box tests run services from their production bundles instead of their sources: the environment variables
 * with which `rabbitmqctl` reaches the broker of the tests. `npm run test:bundles` sets it.
 */
export const bundleTests = (env = process.env): Record<string, string> | undefined =>
  env.BUNDLE_TESTS ? (JSON.parse(env.BUNDLE_TESTS) as Record<string, string>) : undefined;
