import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environment } from './config';

export interface Quickstart {
  client: string;
  courses: string;
  enrollments: string;
  /** What it printed. */
  banner: string;
  /** Sends the signal of Ctrl-C and gives the exit code. */
  stop(): Promise<number | null>;
}
/** Starts the built quick start as a person does, on free ports; its addresses are those of its banner. */
export async function startQuickstart(env: Record<string, string> = {}): Promise<Quickstart> {
  const ports = { PORT: '0', COURSES_PORT: '0', ENROLLMENTS_PORT: '0' };
  const child = spawn(process.execPath, [join(__dirname, '../../../dist/apps/quickstart/main.js')], {
    env: { ...environment(), MONGODB_URI: '', AMQP_URL: '', ...ports, ...env },
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
    courses: address(/Courses API\s+(\S+)\/docs/),
    enrollments: address(/Enrollments\s+(\S+)\/docs/),
    banner,
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
