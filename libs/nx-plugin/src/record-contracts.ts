import { execFileSync } from 'node:child_process';
import type { Tree } from '@nx/devkit';

/** What `npm run contracts:record` writes. */
export const recordedDocuments = [
  'docs/events',
  'libs/contracts/published',
  'apps/client/src/system/event-paths.ts',
];

/** What `npx nx run client:record` writes. */
export const recordedTypes = ['apps/client/src/web/api/generated'];

/** Brings docs/events to what the code says now: who publishes and who reads which event. */
export function recordContracts(tree: Tree): void {
  execFileSync('npm', ['run', '--silent', 'contracts:record'], { cwd: tree.root, stdio: 'inherit' });
}

/** Brings the types that the page has of a service's API to what the contract says; most services have none there. */
export function recordClient(tree: Tree, api: string): void {
  const list = tree.read('apps/client/record/api-types.ts', 'utf8') ?? '';
  if (!list.includes(api)) return;
  execFileSync('npx', ['tsx', '--tsconfig', 'tsconfig.base.json', 'apps/client/record/main.ts'], {
    cwd: tree.root,
    stdio: 'inherit',
  });
}
