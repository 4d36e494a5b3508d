import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const folder = join(__dirname, '../src/web/api/generated');

it('the types that the page uses are those of the services', () => {
  const made = mkdtempSync(join(tmpdir(), 'api-types-'));
  // openapi-typescript comes as ES modules, which Jest does not load.
  const tsx = [require.resolve('tsx/cli'), '--tsconfig', 'tsconfig.base.json'];
  execFileSync(process.execPath, [...tsx, 'apps/client/record/main.ts', made], { cwd: root });
  const read = (from: string) =>
    Object.fromEntries(readdirSync(from).map((name) => [name, readFileSync(join(from, name), 'utf8')]));
  const [there, today] = [read(folder), read(made)];
  rmSync(made, { recursive: true });
  const stale = Object.keys({ ...there, ...today }).filter((name) => there[name] !== today[name]);
  if (stale.length > 0)
    throw new Error(
      `apps/client/src/web/api/generated: ${stale.join(', ')} not up to date. Run: npx nx run client:record`,
    );
});
