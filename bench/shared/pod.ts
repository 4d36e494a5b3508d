import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

const limit = 256 * 1024 * 1024;

/** Folder and limit file of control groups, v1 and v2. */
const hierarchies = [
  ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
  ['/sys/fs/cgroup', 'memory.max'],
] as const;

export interface Pod {
  /** Wraps a command so that it runs in the control group. */
  command(command: string[]): string[];
  remove(): void;
}

/**
 * A control group with the memory limit of a pod in infra/k8s, from which V8 sizes its heap. Undefined without the permission
 * to create one.
 */
export function createPod(): Pod | undefined {
  for (const [folder, name] of hierarchies) {
    const group = `${folder}/courses-bench-${process.pid}`;
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
