import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type Server } from '../shared/server';

const peers = join(__dirname, 'peers');
const program = join(__dirname, '../../dist/apps/client/main.js');

export type Contender = 'anonymous' | 'session' | 'undici' | 'fastify' | 'nginx';

export const names: Record<Contender, string> = {
  anonymous: 'client, anonymous',
  session: 'client, with a session',
  undici: 'node:http and undici, nothing else',
  fastify: 'Fastify with @fastify/http-proxy',
  nginx: 'nginx',
};

/** Encrypts the sessions of the client. */
export const sessionSecret = 'a secret of the bench with at least 32 characters';

/** The real client, from its bundle. `services` are COURSES_URL and so on. */
export const startClient = (services: Record<string, string>, folder: string): Promise<Server> =>
  startServer(
    [process.execPath, program],
    { ...process.env, ...services, NODE_ENV: 'production', SESSION_SECRET: sessionSecret },
    join(folder, 'client.log'),
  );

/** Starts the proxies in front of the service at `upstream`; without nginx where that is not installed. */
export async function startPeers(upstream: string, folder: string): Promise<Map<Contender, Server>> {
  const start = (name: string, command: Parameters<typeof startServer>[0]) =>
    startServer(
      command,
      { ...process.env, NODE_ENV: 'production', UPSTREAM: upstream },
      join(folder, `${name}.log`),
    );
  const started = new Map<Contender, Server>();
  for (const name of ['undici', 'fastify'] as const)
    started.set(name, await start(name, [process.execPath, join(peers, `${name}-proxy.mjs`)]));
  if (spawnSync('nginx', ['-v']).error)
    process.stderr.write('nginx is not measured: it is not installed (apt-get install nginx-light)\n');
  else started.set('nginx', await start('nginx', (port) => nginx(port, upstream, folder)));
  return started;
}

function nginx(port: number, upstream: string, parent: string): string[] {
  const folder = join(parent, 'nginx');
  mkdirSync(folder);
  const values: Record<string, string> = { folder, port: String(port), upstream: new URL(upstream).host };
  const template = readFileSync(join(peers, 'nginx.conf'), 'utf8');
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    template.replace(/\{(folder|port|upstream)\}/g, (_, name: string) => values[name] ?? ''),
  );
  return ['nginx', '-p', folder, '-c', config];
}
