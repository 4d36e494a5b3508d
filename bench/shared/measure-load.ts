import { cpuTime } from './machine';
import type { Server } from './server';
import { load } from './wrk';

/** What one round of load says about a program. */
export interface LoadFigures {
  perSecond: number;
  p99Ms: number;
  /** CPU time of all threads of the program per request, in microseconds. NaN where there is no /proc, like `busy`. */
  cpuMicros: number;
  /** Share of the time in which the program used its core: below 0.95 something else was the bottleneck, and its rate says little. */
  busy: number;
}

/** Until the compiler has optimized what is measured: the larger program needs longer. */
export const warmUpSeconds = 10;

export async function measureLoad(
  { pid }: Pick<Server, 'pid'>,
  url: string,
  options: { seconds: number; headers?: Record<string, string>; connections?: number },
): Promise<LoadFigures> {
  const [cpuBefore, begin] = [cpuTime(pid), performance.now()];
  const { requests, perSecond, p99Ms } = await load(url, options);
  const cpuMs = (cpuTime(pid) ?? NaN) - (cpuBefore ?? NaN);
  const ms = performance.now() - begin;
  return { perSecond, p99Ms, cpuMicros: (cpuMs * 1_000) / requests, busy: cpuMs / ms };
}
