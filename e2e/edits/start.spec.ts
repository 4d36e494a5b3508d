import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyRepository, type Copy } from '../support/copy';

jest.setTimeout(600_000);

let copy: Copy;
beforeAll(async () => (copy = await copyRepository('shared')));
afterAll(() => copy.remove());

/** The output of `npm start`, and what `read` returned for the URLs of the page and of the courses' documentation. */
async function seen(read: (web: string, docs: string) => Promise<string>): Promise<[string, string]> {
  let found: [string, string] = ['', ''];
  await copy.start(async (printed) => {
    const [, web = ''] = /Web page\s+(\S+)/.exec(printed) ?? [];
    const [, docs = ''] = /Courses\s+(\S+)\/docs/.exec(printed) ?? [];
    found = [printed, await read(web, docs)];
  });
  return found;
}

const text = async (url: string) => (await fetch(url)).text();
const document = (_web: string, docs: string) => text(`${docs}/openapi.json`);
const notFound = (_web: string, docs: string) => text(`${docs}/nowhere`);

async function page(web: string): Promise<string> {
  const html = await text(web);
  const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)];
  const contents = await Promise.all(scripts.map(([, path = '']) => text(new URL(path, web).href)));
  return html + contents.join('\n');
}

function edit(file: string, from: string, to: string): void {
  const path = join(copy.path, file);
  const content = readFileSync(path, 'utf8');
  expect(content).toContain(from);
  writeFileSync(
    path,
    content.replace(from, () => to),
  );
}

test('the first `npm start` builds everything, the second nothing', async () => {
  const [first] = await seen(page);
  expect(first).toContain('Built the web page and the services.');
  const [second] = await seen(page);
  expect(second).toContain('Nothing to build: everything is up to date.');
});

const services = 'Built the services.';
const everything = 'Built the web page and the services.';

test.each([
  ['a service', 'apps/courses/src/app.ts', "title: 'Courses'", "title: 'Edited'", document, services],
  [
    'a library',
    'libs/http-kit/src/openapi/openapi.ts',
    'RFC 9457 problem document',
    'Edited',
    document,
    everything,
  ],
  ['a contract', 'libs/contracts/src/problems.ts', 'Route not found', 'Edited', notFound, everything],
  ['the page', 'apps/client/index.html', '<title>Courses</title>', '<title>Edited</title>', page, everything],
  ['the code of the page', 'apps/client/src/web/ui/format.ts', '} min`', '} Edited`', page, everything],
])('builds and runs an edit of %s', async (_what, file, from, to, read, built) => {
  edit(file, from, to);
  const [printed, after] = await seen(read);
  expect(printed).toContain(built);
  expect(after).toContain('Edited');
  await copy.do('git checkout -q .');
});

test('typecheck finds a type error of a contract in its users, also with a warm cache', async () => {
  const check = 'NX_SKIP_NX_CACHE=false npx nx run-many -t typecheck -p courses contracts';
  await copy.do(check);
  expect(await copy.do(check)).toContain('for 2 out of 2 tasks');
  edit(
    'libs/contracts/src/problems.ts',
    'export type ProblemCode = keyof',
    'export type ProblemCode = number & keyof',
  );
  const { status, output } = await copy.type(check);
  expect(status).not.toBe(0);
  expect(output).toContain('courses:typecheck');
  await copy.do('git checkout -q .');
});
