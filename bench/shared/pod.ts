import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

const limit = 256 * 1024 * 1024;

/** Folder and name of the memory limit in cgroup v1 and v2. */
const places = [
  ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
  ['/sys/fs/cgroup', 'memory.max'],
] as const;

export interface Pod {
  /** Wraps a command so that it runs in the control group. */
  command(command: string[]): string[];
  remove(): void;
}

/**
 * A control group with the memory limit of a pod in infra/k8s, from which V8 derives its heap sizes. Undefined without the
 * permission to create one.
 */
export function makePod(): Pod | undefined {
  for (const [place, name] of places) {
    const group = `${place}/courses-bench-${process.pid}`;
    try {
      mkdirSync(group);
    } catch {
      continue;
    }
    try {
      writeFileSync(`${group}/${name}`, String(limit));
    } catch {
      rmdirSync(group);
      continue;
    }
    return {
      command: (command) => ['sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', group, ...command],
      remove: () => rmdirSync(group),
    };
  }
  return undefined;
}
