import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './manifests';

export interface Outcome {
  status: number | null;
  /** How the programs were called, in order. */
  calls: string[];
  stdout: string;
  stderr: string;
}

/**
 * Runs a script of tools/ with programs in the place of docker, kubectl and so on. A program is the body of a case
 * over its arguments in sh, for example `'"config current-context") echo kind ;;'`; what it does not know, it does in silence.
 */
export function runScript(
  script: string,
  args: string[],
  programs: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const bin = mkdtempSync(join(tmpdir(), 'programs-'));
  try {
    const log = join(bin, 'calls');
    writeFileSync(log, '');
    for (const [name, cases] of Object.entries(programs)) {
      const text = `#!/bin/sh\necho "${name} $*" >>${log}\ncase "$*" in\n${cases}\nesac\n`;
      writeFileSync(join(bin, name), text, { mode: 0o755 });
    }
    const path = `${bin}${delimiter}/usr/bin${delimiter}/bin`;
    const run = spawnSync(process.execPath, [join(root, 'tools', script), ...args], {
      cwd: root,
      env: { ...process.env, REGISTRY: '', ...env, PATH: path },
      input: '',
      encoding: 'utf8',
    });
    const calls = spawnSync('cat', [log], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);
    return { status: run.status, calls, stdout: run.stdout, stderr: run.stderr };
  } finally {
    rmSync(bin, { recursive: true });
  }
}
