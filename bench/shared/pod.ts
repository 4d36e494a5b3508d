import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

const limit = 256 * 1024 * 1024;

/** Where control groups are, in their first and second version, and what the limit is called there. */
const places = [
  ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
  ['/sys/fs/cgroup', 'memory.max'],
] as const;

export interface Pod {
  /** The command line that runs the command in there. */
  command(command: string[]): string[];
  remove(): void;
}

/**
 * A control group with the memory that infra/k8s gives a pod: V8 makes the sizes of its heap from that. Undefined where
 * this user may not make one.
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
