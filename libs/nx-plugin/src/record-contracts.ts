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

/** Brings docs/events to what the code says now: who publishes and who reads which event. */
export function recordContracts(tree: Tree): void {
  runTypeScript(tree.root, 'libs/contracts/record/main.ts');
}

/** Without npm and npx: on Windows these are scripts, which only a shell runs. Fails when the program does. */
function runTypeScript(root: string, program: string): void {
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
  execFileSync(process.execPath, [tsx, '--tsconfig', 'tsconfig.base.json', program], {
    cwd: root,
    stdio: 'inherit',
  });
}
