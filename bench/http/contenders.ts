import { join } from 'node:path';
import { startServer, type Server } from '../shared/server';

const peers = join(__dirname, 'peers');
const tsx = require.resolve('tsx');
const fastify = [process.execPath, join(peers, 'fastify.mjs')];

const commands = {
  raw: [process.execPath, join(peers, 'raw.mjs')],
  fastify,
  'fastify-lean': ['env', 'ONE_LINE=yes', ...fastify],
  'fastify-cache': ['env', 'ONE_LINE=yes', 'CACHE=yes', ...fastify],
  'fastify-database': ['env', 'ONE_LINE=yes', 'SOURCE=database', ...fastify],
  express: [process.execPath, join(peers, 'express.mjs')],
  nest: [process.execPath, '--import', tsx, join(peers, 'nest.ts')],
};

export type Contender = 'ours' | 'ours-uncached' | keyof typeof commands;

export const names: Record<Contender, string> = {
  ours: 'courses service',
  'ours-uncached': 'courses service, no cache',
  raw: 'node:http, nothing else',
  fastify: 'Fastify, full, defaults',
  'fastify-lean': 'Fastify, full, one log line',
  'fastify-cache': 'Fastify, full, with a cache',
  'fastify-database': 'Fastify, full, from the database',
  express: 'Express 5, full',
  nest: 'NestJS on Express, full',
};

interface PeerOptions {
  /** File with the responses that peers without a database serve. */
  responses: string;
  databaseUri: string;
  /** Of the logs. */
  folder: string;
}

export async function startPeers(options: PeerOptions): Promise<Map<Contender, Server>> {
  const started = new Map<Contender, Server>();
  for (const [name, command] of Object.entries(commands)) {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      RESPONSES: options.responses,
      MONGODB_URI: options.databaseUri,
      TSX_TSCONFIG_PATH: join(peers, 'tsconfig.json'),
    };
    started.set(name as Contender, await startServer(command, env, join(options.folder, `${name}.log`)));
  }
  return started;
}
