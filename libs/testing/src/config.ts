/** Real backingServices for tests; without them the embedded parts serve. */
export const realBackingServices = (env = process.env) => ({
  amqpUrl: env.AMQP_URL,
  mongodbUri: env.MONGODB_URI,
});

/** What a process that a test starts inherits. */
export const environment = (env = process.env) => env;

/**
 * Whether black-box tests start services from the bundles that images hold; then this is how `rabbitmqctl` reaches the
 * broker of the tests, as environment variables. `npm run test:bundles` sets it.
 */
export const bundleTests = (env = process.env): Record<string, string> | undefined =>
  env.BUNDLE_TESTS ? (JSON.parse(env.BUNDLE_TESTS) as Record<string, string>) : undefined;
