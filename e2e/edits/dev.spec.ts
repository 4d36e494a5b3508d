import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoPeople } from '../../apps/quickstart/demo/people';
import { freePort } from '@courses/testing';
import { copyRepository, freePorts, type Copy } from '../support/copy';
import { publishCourse, signIn } from '../support/catalog';

jest.setTimeout(300_000);

/** A running `npm run dev`. */
class Dev {
  private readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  /** The output since it was last cleared. */
  printed = '';

  constructor(folder: string, env: NodeJS.ProcessEnv, ...options: string[]) {
    this.child = spawn(process.execPath, ['tools/dev/main.mjs', ...options], { cwd: folder, env });
    this.ended = once(this.child, 'close');
    this.child.stdout?.on('data', (chunk) => (this.printed += String(chunk)));
    this.child.stderr?.on('data', (chunk) => (this.printed += String(chunk)));
  }

  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await Promise.resolve(holds()).catch(() => false))) {
      if (this.child.exitCode !== null) throw new Error(`npm run dev ended:\n${this.printed}`);
      await pause(50);
    }
  }

  says(text: string): Promise<void> {
    return this.until(() => this.printed.includes(text));
  }

  end(signal: NodeJS.Signals): Promise<unknown[]> {
    this.child.kill(signal);
    return this.ended;
  }
}

let copy: Copy;
let dev: Dev;
let page: string;
let courses: string;
let enrollments: string;
let identity: string;
/** Created before any edit, as is the session. */
let courseId: string;
let cookie: string;

beforeAll(async () => {
  copy = await copyRepository('own');
  dev = new Dev(copy.path, await fixedPorts('', 'COURSES_', 'ENROLLMENTS_', 'IDENTITY_', 'REVIEWS_'));
  await dev.says('data and sessions stay');
  const address = (name: string) => new RegExp(`${name} +(\\S+?)(/docs)?\\n`).exec(dev.printed)?.[1] ?? '';
  page = address('Web page');
  [courses, enrollments, identity] = [address('Courses'), address('Enrollments'), address('Identity')];
  courseId = await publishCourse(
    courses,
    'Made before the edits',
    await signIn(identity, admin.email, admin.password),
  );
  const session = await fetch(`${page}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email: admin.email, password: admin.password }),
  });
  cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});

afterAll(async () => {
  await dev.end('SIGINT');
  copy.remove();
});

/** Fixed ports, so that they stay the same after each edit. */
async function fixedPorts(...apps: string[]): Promise<NodeJS.ProcessEnv> {
  const ports = await Promise.all(apps.map(async (app) => [`${app}PORT`, String(await freePort())]));
  return { ...process.env, MONGODB_URI: '', AMQP_URL: '', ...Object.fromEntries(ports) };
}

const [, , admin] = demoPeople;
const read = async (url: string): Promise<string> =>
  (await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(10_000) })).text();

/** Changes a file; returns how to undo that. */
function edit(file: string, from: string | RegExp, to: string): () => void {
  const path = join(copy.path, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, after);
  return () => writeFileSync(path, before);
}

const service = 'apps/courses/src/app.ts';

it.each([
  ['a service', service, "title: 'Courses'", "title: 'Edited'", () => `${courses}/openapi.json`],
  [
    'a library',
    'libs/http-kit/src/openapi/docs-page.ts',
    '<title>',
    '<title>Edited',
    () => `${enrollments}/docs`,
  ],
  [
    'a contract',
    'libs/contracts/src/problems.ts',
    /(?<='route-not-found': \{ status: 404, title: ')/,
    'Edited',
    () => `${identity}/nowhere`,
  ],
  [
    'the server of the client',
    'apps/client/src/app.ts',
    'howItWorks: config.HOW_IT_WORKS',
    "howItWorks: 'Edited' as never",
    () => `${page}/session`,
  ],
  ['the page', 'apps/client/src/web/app.tsx', /$/, "void 'Edited';", () => `${page}/src/web/app.tsx`],
  [
    'a style of the page',
    'apps/client/src/web/styles/index.css',
    /$/,
    '.Edited{}',
    () => `${page}/src/web/styles/index.css`,
  ],
])('reloads an edit of %s', async (_what, file, from, to, url) => {
  await read(url());
  dev.printed = '';
  const undo = edit(file, from, to);
  await dev.until(async () => (await read(url())).includes('Edited'));
  // Vite misses an edit while it handles the previous one.
  await dev.until(() => /Reloaded|hmr update/.test(dev.printed));
  undo();
  await dev.until(async () => !(await read(url())).includes('Edited'));
});

it('keeps the data and the session over the edits', async () => {
  expect(await read(`${page}/api/v1/courses/${courseId}`)).toContain('Made before the edits');
  expect(await read(`${page}/session`)).toContain(admin.email);
});

it('delivers events after an edit', async () => {
  const published = await publishCourse(
    courses,
    'Later',
    await signIn(identity, admin.email, admin.password),
  );
  await dev.until(async () => (await read(`${enrollments}/v1/rosters/${published}`)).includes('Later'));
});

it('prints the place of a syntax error while the previous version keeps running', async () => {
  const undo = edit(service, /$/, '\nconst = 1;\n');
  await dev.says('The previous version keeps running');
  expect(dev.printed).toMatch(/apps\/courses\/src\/app\.ts:\d+:\d+/);
  expect(await read(`${courses}/v1/courses/${courseId}`)).toContain('Made before the edits');
  undo();
  await dev.says('Fixed: the running version matches the files again.');
});

it.each([
  ['at its start', "\nthrow new Error('Broken by an edit');\n"],
  ['later', "\nsetTimeout(() => { throw new Error('Broken by an edit'); }, 500);\n"],
])('prints the line where a service fails %s, and recovers with the next edit', async (_when, code) => {
  dev.printed = '';
  const undo = edit(service, /$/, code);
  await dev.says('Nothing runs until the next edit');
  expect(dev.printed).toMatch(/Error: Broken by an edit\n.*apps\/courses\/src\/app\.ts:\d+/);
  expect(await read(`${page}/api/v1/courses`)).toContain('see the terminal of npm run dev');
  undo();
  await dev.until(async () =>
    (await read(`${courses}/v1/courses/${courseId}`)).includes('Made before the edits'),
  );
});

it('runs a service that is generated while it runs', async () => {
  await copy.do('npx nx g service reviews --event=course.published.v1 --description="What students think."');
  await dev.until(async () => (await read(`${page}/api/v1/reviews`)).includes('items'));
});

it('restarts everything, and says why, after an edit of the code that holds the data', async () => {
  dev.printed = '';
  edit('libs/embedded-mongo/src/server.ts', 'SWEEP_INTERVAL_MS = 1000', 'SWEEP_INTERVAL_MS = 999');
  await dev.says('data and sessions stay');
  expect(dev.printed).toContain('libs/embedded-mongo/src/server.ts holds the data: everything is restarted');
});

it('stops all of its processes, even in an endless loop', async () => {
  const undo = edit(service, /$/, "\nconsole.log('looping'); for (;;);\n");
  await dev.says('looping');
  expect(await dev.end('SIGINT')).toEqual([0, null]);
  await expect(read(courses)).rejects.toThrow();
  undo();
});

it('reports a port in use and an unknown option', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  for (const [env, options, reason] of [
    [{ PORT: port }, [], `Port ${port} is already in use`],
    [{ COURSES_PORT: port }, [], `Port ${port} is already in use`],
    [{ COURSES_PORT: 'x' }, [], 'COURSES_PORT must be a whole number'],
    [{}, ['--watch'], 'does not know --watch'],
  ] as const) {
    const refused = new Dev(copy.path, { ...freePorts(copy.path), ...env }, ...options);
    expect(await refused.ended).toEqual([1, null]);
    expect(refused.printed).toContain(reason);
    expect(refused.printed).not.toMatch(/^ +at /m);
  }
  other.close();
});
