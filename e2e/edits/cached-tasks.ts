import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface CachedTask {
  project: string;
  target: string;
  /** Folder of the project. */
  root: string;
  hash: string;
  /** The inputs of the hash. */
  files: string[];
  environment: string[];
}

export interface Workspace {
  /** Projects, and those that each depends on directly. */
  edges: Record<string, string[]>;
  /** By `<project>:<target>`. */
  tasks: Record<string, CachedTask>;
}

/** Projects and cached tasks of the repository in this folder, as Nx sees them. */
export const readWorkspace = (folder: string, env: NodeJS.ProcessEnv = {}): Workspace =>
  JSON.parse(
    execFileSync(process.execPath, [join(folder, 'e2e/edits/print-tasks.cjs'), folder], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    }),
  ) as Workspace;
