import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './config';

const root = join(__dirname, '../../..');
const portVariable = (app: string) => `${app.toUpperCase().replaceAll('-', '_')}_PORT`;

export interface Quickstart {
  client: string;
  courses: string;
  enrollments: string;
  identity: string;
  /** Its output at the start. */
  banner: string;
  /** Sends SIGINT, as Ctrl-C does; resolves to the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the built quick start on free ports and reads the URLs from its banner; `repository` and `program` select a copy and
 * another entry point.
 */
export async function startQuickstart(
  env: Record<string, string> = {},
  { repository = root, program = 'dist/apps/quickstart/main.js' } = {},
): Promise<Quickstart> {
  const apps = readdirSync(join(repository, 'apps'));
  const ports = Object.fromEntries(apps.map((app) => [portVariable(app), '0']));
  const child = spawn(process.execPath, [join(repository, program)], {
    cwd: repository,
    env: { ...environment(), MONGODB_URI: '', AMQP_URL: '', PORT: '0', METRICS_PORT: '0', ...ports, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let banner = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      banner += String(chunk);
      if (banner.includes('Ctrl-C stops it')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => reject(new Error(`The quick start exited:\n${banner}`)));
  });
  const address = (line: RegExp) => line.exec(banner)?.[1] ?? '';
  return {
    client: address(/Web page\s+(\S+)/),
    courses: address(/Courses\s+(\S+)\/docs/),
    enrollments: address(/Enrollments\s+(\S+)\/docs/),
    identity: address(/Identity\s+(\S+)\/docs/),
    banner,
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
