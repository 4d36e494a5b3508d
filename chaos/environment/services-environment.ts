import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startProcess, testIssuer } from '@courses/testing';
import { mongo } from 'mongoose';
import { countTraced, type TraceCounts } from './count-traced';
import { startOtlpReceiver } from './otlp-receiver';

/** Shorter than by default, so that a killed process takes few spans with it. */
const exportEveryMs = 100;

/** A database, a token issuer, and the processes of services that share them. */
export async function startServicesEnvironment(mongodbUri: string, amqpUrl: string) {
  const databaseUri = new URL(mongodbUri);
  databaseUri.pathname = `/chaos-${randomUUID().slice(0, 8)}`;
  const issuer = await testIssuer();
  const client = await mongo.MongoClient.connect(databaseUri.href);
  const receiver = await startOtlpReceiver();
  const variables = {
    MONGODB_URI: databaseUri.href,
    AMQP_URL: amqpUrl,
    LOG_LEVEL: 'info',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_BSP_SCHEDULE_DELAY: String(exportEveryMs),
    ...issuer.env,
  };
  return {
    issuer,
    database: client.db(),
    start: (app: 'courses' | 'enrollments', overrides: Record<string, string> = {}) =>
      startProcess(app, { ...variables, ...overrides }),
    /** What was exported so far, after what is still on its way. */
    async traces(): Promise<TraceCounts> {
      await pause(5 * exportEveryMs);
      return countTraced(receiver.spans);
    },
    async stop() {
      receiver.stop();
      await issuer.stop();
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

export type ServicesEnvironment = Awaited<ReturnType<typeof startServicesEnvironment>>;
