import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const folder = join(__dirname, '../src/web/api/generated');

it('the types that the page uses are those of the services; `npx nx run client:record` makes them anew', () => {
  const made = mkdtempSync(join(tmpdir(), 'api-types-'));
  // openapi-typescript comes as ES modules, which Jest does not load.
  const tsx = [require.resolve('tsx/cli'), '--tsconfig', 'tsconfig.base.json'];
  execFileSync(process.execPath, [...tsx, 'apps/client/record/main.ts', made], { cwd: root });
  const read = (from: string) =>
    Object.fromEntries(readdirSync(from).map((name) => [name, readFileSync(join(from, name), 'utf8')]));
  expect(read(folder)).toEqual(read(made));
  rmSync(made, { recursive: true });
});
