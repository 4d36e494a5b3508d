import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './config';

const root = join(__dirname, '../../..');
const portVariable = (app: string) => `${app.toUpperCase().replaceAll('-', '_')}_PORT`;

interface DemoPerson<Role> {
  role: Role;
  email: string;
  password: string;
  displayName: string;
}

/** Who can sign in at the quick start. */
export const demoPeople = JSON.parse(
  readFileSync(join(root, 'apps/quickstart/demo/people.json'), 'utf8'),
) as [DemoPerson<'student'>, DemoPerson<'instructor'>, DemoPerson<'admin'>];

export interface Quickstart {
  client: string;
  courses: string;
  enrollments: string;
  identity: string;
  /** What it printed. */
  banner: string;
  /** Sends the signal of Ctrl-C and gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built quick start as a person does, on free ports; its addresses are those of its banner. */
export async function startQuickstart(env: Record<string, string> = {}): Promise<Quickstart> {
  const ports = Object.fromEntries(readdirSync(join(root, 'apps')).map((app) => [portVariable(app), '0']));
  const child = spawn(process.execPath, [join(root, 'dist/apps/quickstart/main.js')], {
    env: { ...environment(), MONGODB_URI: '', AMQP_URL: '', PORT: '0', ...ports, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let banner = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      banner += String(chunk);
      if (banner.includes('Ctrl-C stops it')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => reject(new Error(`The quick start ended:\n${banner}`)));
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
