import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@courses/contracts';
import { testIssuer, untilReady, type TestUser } from '@courses/testing';
import { mongo } from 'mongoose';
import type { Pod } from './pod';
import { startServer, type Server } from './server';

const root = join(__dirname, '../..');

export type BenchUser = Pick<TestUser, 'id' | 'headers'>;

/** Whose tokens a service trusts. */
export interface Issuer {
  env: Record<string, string>;
  user(roles?: Role[]): Promise<BenchUser>;
}

/** A service started from its bundle, with its own database. */
export interface Service extends Server {
  issuer: Issuer;
  database: mongo.Db;
  databaseUri: string;
}

interface ServiceOptions {
  env?: NodeJS.ProcessEnv;
  pod?: Pod | undefined;
  /** Default: a new one. */
  issuer?: Issuer;
  core?: number;
}

export async function startService(
  app: string,
  { env = process.env, pod, issuer: given, core }: ServiceOptions = {},
): Promise<Service> {
  const own = await testIssuer();
  const issuer = given ?? own;
  const databaseUri = new URL(env.MONGODB_URI ?? '');
  databaseUri.pathname = `/bench-${randomUUID().slice(0, 8)}`;
  const client = await mongo.MongoClient.connect(databaseUri.href);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const command = [process.execPath, join(root, `dist/apps/${app}/main.js`)];
  const server = await startServer(
    pod ? pod.command(command) : command,
    { ...env, ...issuer.env, NODE_ENV: 'production', MONGODB_URI: databaseUri.href },
    join(folder, 'log'),
    core,
  );
  await untilReady([server]);
  return {
    ...server,
    issuer,
    database: client.db(),
    databaseUri: databaseUri.href,
    async stop() {
      await server.stop();
      await client.db().dropDatabase();
      await client.close();
      await own.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
