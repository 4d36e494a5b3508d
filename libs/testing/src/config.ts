/** Real neighbours for tests; without them the embedded parts serve. */
export const realNeighbours = (env = process.env) => ({ amqpUrl: env.AMQP_URL, mongodbUri: env.MONGODB_URI });

/** What a process that a test starts inherits. */
export const environment = (env = process.env) => env;
