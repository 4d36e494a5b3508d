import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, root, type Manifest } from './manifests';

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
/** kubectl is not needed for `npm test`; CI has it. */
export const withKubectl = kubectl || process.env.CI ? describe : describe.skip;

export function render(overlay: string, cwd = root): Manifest[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', overlay], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${overlay}: ${stderr}`);
  return parse(overlay, stdout);
}

/** Renders an overlay in a copy of the manifests, after a change of them. */
export function renderChanged(overlay: string, change: (edit: Edit) => void): Manifest[] {
  const copy = mkdtempSync(join(tmpdir(), 'overlay-'));
  try {
    for (const folder of ['infra/k8s', 'k8s'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    change((file, edited, from = file) =>
      writeFileSync(join(copy, file), edited(readFileSync(join(copy, from), 'utf8'))),
    );
    return render(overlay, copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
/** Writes a file, edited from itself or from another. */
type Edit = (file: string, edited: (text: string) => string, from?: string) => void;

/** As the kustomization of production says to switch a component on. */
export const switchOn = (component: string) => (text: string) =>
  text
    .replace('# components:', 'components:')
    .replace(`#   - ../../components/${component}\n`, (line) => line.slice(1));

export const ofKind = <T extends Manifest>(manifests: Manifest[], kind: string) =>
  manifests.filter((manifest): manifest is T => manifest.kind === kind);
