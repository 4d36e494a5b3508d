import { randomUUID } from 'node:crypto';
import { startProcess, testIssuer } from '@courses/testing';
import { mongo } from 'mongoose';

/** A database, a token issuer, and the processes of services that share them. */
export async function startServicesEnvironment(mongodbUri: string, amqpUrl: string) {
  const databaseUri = new URL(mongodbUri);
  databaseUri.pathname = `/chaos-${randomUUID().slice(0, 8)}`;
  const issuer = await testIssuer();
  const client = await mongo.MongoClient.connect(databaseUri.href);
  const variables = { MONGODB_URI: databaseUri.href, AMQP_URL: amqpUrl, LOG_LEVEL: 'info', ...issuer.env };
  return {
    issuer,
    database: client.db(),
    start: (app: 'courses' | 'enrollments', overrides: Record<string, string> = {}) =>
      startProcess(app, { ...variables, ...overrides }),
    async stop() {
      await issuer.stop();
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

export type ServicesEnvironment = Awaited<ReturnType<typeof startServicesEnvironment>>;
