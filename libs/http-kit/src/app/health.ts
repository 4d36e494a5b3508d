import type { Express } from 'express';

/** One dependency of a service, as readiness reports it. */
export interface Dependency {
  /** `connected` when it is usable; any other word describes the problem. */
  state: () => string;
  /**
   * `always`: not ready while it is unavailable. `at-start`: required once; later outages are reported, but requests
   * are still accepted, because their events wait in the outbox.
   */
  needed: 'always' | 'at-start';
}

/** `/health/live` reports on the process alone. */
export function liveness(app: Express): void {
  app.get('/health/live', (_req, res) => {
    res.json({ status: 'live' });
  });
}

/** `/health/ready` reports on each dependency. */
export function readiness(app: Express, dependencies: Record<string, Dependency>): void {
  const seen = new Set<string>();
  app.get('/health/ready', (_req, res) => {
    const checks: Record<string, string> = {};
    const lacking: string[] = [];
    for (const [name, { state, needed }] of Object.entries(dependencies)) {
      const now = (checks[name] = state());
      if (now === 'connected') seen.add(name);
      else if (needed === 'always' || !seen.has(name)) lacking.push(name);
    }
    const status = app.locals.stopping === true ? 'stopping' : lacking.length > 0 ? 'not-ready' : 'ready';
    res
      .status(status === 'ready' ? 200 : 503)
      .json({ status, ...(lacking.length > 0 ? { lacking } : {}), checks });
  });
}
