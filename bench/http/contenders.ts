import { join } from 'node:path';
import { startServer, type Server } from '../shared/server';

const peers = join(__dirname, 'peers');
const tsx = require.resolve('tsx');

const commands = {
  raw: [process.execPath, join(peers, 'raw.mjs')],
  fastify: [process.execPath, join(peers, 'fastify.mjs')],
  'fastify-lean': ['env', 'ONE_LINE=yes', process.execPath, join(peers, 'fastify.mjs')],
  express: [process.execPath, join(peers, 'express.mjs')],
  nest: [process.execPath, '--import', tsx, join(peers, 'nest.ts')],
};

export type Contender = 'ours' | keyof typeof commands;

export const names: Record<Contender, string> = {
  ours: 'courses service',
  raw: 'node:http, nothing else',
  fastify: 'Fastify, full, as it ships',
  'fastify-lean': 'Fastify, full, one log line',
  express: 'Express 5, full',
  nest: 'NestJS on Express, full',
};

/** Starts the peers, which serve the responses in the file `responses`. */
export async function startPeers(responses: string, folder: string): Promise<Map<Contender, Server>> {
  const started = new Map<Contender, Server>();
  for (const [name, command] of Object.entries(commands)) {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      RESPONSES: responses,
      TSX_TSCONFIG_PATH: join(peers, 'tsconfig.json'),
    };
    started.set(name as Contender, await startServer(command, env, join(folder, `${name}.log`)));
  }
  return started;
}
