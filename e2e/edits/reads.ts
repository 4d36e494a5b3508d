import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Copy } from '../support/copy';
import { readWorkspace } from './cached-tasks';

/** Which files the cached tasks of a copy open. */
export interface Reads {
  /** Shell commands; tasks that run after them are watched. */
  watch: string;
  /** Of each cached task: files of the repository that it opened, and those among them that do not go into its hash. */
  found(): Promise<{ task: string; opened: string[]; unknown: string[] }[]>;
  remove(): void;
}

export function readsIn(copy: Copy): Reads {
  const folder = mkdtempSync(join(tmpdir(), 'courses-reads-'));
  const hook = join(copy.path, 'e2e/edits/record-reads.cjs');
  const openedBy = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  return {
    watch: `export READS='${folder}' NODE_OPTIONS='--require "${hook}"'`,
    async found() {
      const tracked = new Set((await copy.do('git -c core.quotePath=off ls-files')).split('\n'));
      return Object.entries(readWorkspace(copy.path).tasks).map(([task, { project, target, files }]) => {
        const opened = openedBy(join(folder, `${project}-${target}`)).filter((file) => tracked.has(file));
        const hashed = new Set(files);
        return { task, opened, unknown: opened.filter((file) => !hashed.has(file)) };
      });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
