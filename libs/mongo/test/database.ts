import { randomUUID } from 'node:crypto';
import type { EventMessage } from '@courses/contracts';
import { startEmbeddedMongo } from '@courses/embedded-mongo';
import type { Tracer } from '@opentelemetry/api';
import { Database } from '../src';

export const silent = { info: () => undefined, warn: () => undefined };

/** Only its id matters here. */
export const event = (id: string) => ({ id }) as EventMessage;

interface Given {
  tracer?: Tracer | undefined;
  /** Parameters of the connection string. */
  search?: string;
}

/** A database of its own on MONGODB_URI, or on the embedded server where that is not set. */
export async function startDatabase({ tracer, search }: Given = {}) {
  const embedded = process.env.MONGODB_URI ? undefined : await startEmbeddedMongo();
  const uri = new URL(process.env.MONGODB_URI ?? embedded?.uri ?? '');
  uri.pathname = `/test-${randomUUID().slice(0, 13)}`;
  if (search) uri.search = search;
  const open = () => new Database(uri.href, 'unused', silent, tracer);
  const database = open();
  return {
    uri: uri.href,
    database,
    /** Another connection, as another process would have. */
    open,
    async stop() {
      await database.connection.dropDatabase();
      await database.stop();
      await embedded?.stop();
    },
  };
}
