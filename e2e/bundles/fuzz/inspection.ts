import { join } from 'node:path';
import { startBackingServices, type ServiceProcess } from '@courses/testing';
import { startFleet, type Fleet } from '../../support/fleet';

/** Servers that report their heaps, with backing services of their own. */
export async function startInspectedFleet(): Promise<Fleet> {
  const backingServices = await startBackingServices();
  const nodeArgs = ['--expose-gc', '--require', join(__dirname, 'report-heap.cjs')];
  const fleet = await startFleet(backingServices, { nodeArgs });
  return { ...fleet, stop: () => fleet.stop().finally(() => backingServices.stop()) };
}

/** What tells of a server, besides its responses, that something went wrong. */
export interface Inspection {
  /** Those whose process has ended; nothing starts one again. */
  ended(): string[];
  /** Megabytes after a garbage collection. */
  heapOf(this: void, app: string): Promise<number>;
  errorsOf(app: string): string[];
  /** Entries of errors but for requests that were answered with 503. */
  faultsLogged(app: string): Record<string, unknown>[];
}

export function inspect(fleet: Fleet): Inspection {
  const server = (app: string) => fleet.servers[app] as ServiceProcess;
  return {
    ended: () => Object.keys(fleet.servers).filter((app) => !isAlive(server(app).pid)),
    heapOf: async (app) => Number(await server(app).request('heap')) / 1e6,
    // Express reads odd targets by url.parse, of which Node 24 warns once.
    errorsOf: (app) =>
      server(app)
        .errors()
        .split('\n')
        .filter((line) => line !== '' && !/DEP0169|--trace-deprecation/.test(line)),
    faultsLogged: (app) =>
      server(app).log.filter(
        ({ level, status }) => (level === 'fatal' || level === 'error') && Number(status) !== 503,
      ),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
