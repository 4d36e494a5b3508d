import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** Recorded with every result. */
export const describeMachine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  kernel: `${process.platform} ${release()}`,
  node: process.version,
  pinned: canPin,
  /** Load average of the last minute before the measurement; above the number of cores, the machine was busy. */
  load: Number(loadavg()[0]?.toFixed(1)),
  date: new Date().toISOString().slice(0, 10),
});

export type Machine = ReturnType<typeof describeMachine>;

const canPin = spawnSync('taskset', ['-V']).status === 0 && cpus().length > 1;

/** Pins a command to one core, where taskset is available. */
export const onCore = (core: number, command: string[]): string[] =>
  canPin ? ['taskset', '-c', String(core), ...command] : command;

/** CPU time of all threads of a process in milliseconds, exact to the nanosecond; undefined where there is no /proc. */
export function cpuTime(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
  } catch {
    return undefined;
  }
}

/** Resident memory of a process in MiB; undefined where there is no /proc. */
export function memoryOf(pid: number): number | undefined {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib) / 1_024;
  } catch {
    return undefined;
  }
}
