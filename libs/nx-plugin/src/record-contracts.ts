import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';

/** What `npm run contracts:record` writes. */
export const recordedDocuments = [
  'docs/events',
  'libs/contracts/published',
  'apps/client/src/server/system/event-paths.ts',
];

/** What `npx nx run client:record` writes. */
export const recordedTypes = ['apps/client/src/web/api/generated'];

/** Brings docs/events to what the code says now: who publishes and who reads which event. */
export function recordContracts(tree: Tree): void {
  runTypeScript(tree.root, 'libs/contracts/record/main.ts');
}

/** Brings the types that the page has of a service's API to what the contract says; most services have none there. */
export function recordClient(tree: Tree, api: string): void {
  const list = tree.read('apps/client/record/api-types.ts', 'utf8') ?? '';
  if (list.includes(api)) runTypeScript(tree.root, 'apps/client/record/main.ts');
}

/** Without npm and npx: on Windows these are scripts, which only a shell runs. Fails when the program does. */
function runTypeScript(root: string, program: string): void {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
  execFileSync(process.execPath, [tsx, '--tsconfig', 'tsconfig.base.json', program], {
    cwd: root,
    stdio: 'inherit',
  });
}
