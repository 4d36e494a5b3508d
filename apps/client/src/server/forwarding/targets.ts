import type { Pool } from 'undici';
import { connectionsTo } from './service-connections';

export interface Upstream {
  name: string;
  /** Paths that it serves: `/v1/account`, or with all under it `/v1/courses{/*rest}`. */
  paths: string[];
  url: URL;
}

/** Where requests for a path go. */
export interface Target {
  service: string;
  pool: Pool;
  url: URL;
  /** Precedes the path. */
  basePath: string;
  /** For metrics and traces, which must not grow with the paths that are requested. */
  route: { path: string };
  /** Whether it has all paths under its own. */
  isTree: boolean;
}

/**
 * The only paths that are forwarded: whole segments of letters, digits, `-` and `_`. Without dots, percent signs
 * and empty segments no service can read another path.
 */
const plainPath = /^(?:\/[\w-]+)+\/?$/;

/** Finds the service of a path. */
export class Targets {
  private readonly byPath = new Map<string, Target>();
  private readonly pools: Pool[] = [];

  /** `timeoutMs` is the services' time to connect and to go on with a request, in milliseconds. */
  constructor(
    upstreams: readonly Upstream[],
    private readonly prefix: string,
    timeoutMs: number,
  ) {
    for (const { name, paths, url } of upstreams) {
      const pool = connectionsTo(url, timeoutMs);
      this.pools.push(pool);
      for (const pattern of paths) {
        const path = pattern.replace('{/*rest}', '');
        if (!plainPath.test(path)) throw new Error(`Paths like ${pattern} cannot be forwarded`);
        this.byPath.set(path.toLowerCase(), {
          service: name,
          pool,
          url,
          basePath: url.pathname.replace(/\/$/, ''),
          route: { path: prefix + pattern },
          isTree: path !== pattern,
        });
      }
    }
  }

  /** The target of a request's URL, and the path at the service, with its query. */
  find(url: string): { target: Target; path: string } | undefined {
    if (url.slice(0, this.prefix.length).toLowerCase() !== this.prefix) return undefined;
    const rest = url.slice(this.prefix.length);
    const question = rest.indexOf('?');
    const path = question === -1 ? rest : rest.slice(0, question);
    if (!plainPath.test(path)) return undefined;
    const target = this.targetOf(path.replace(/\/$/, '').toLowerCase());
    return target && { target, path: target.basePath + rest };
  }

  /** Closes the connections to the services. */
  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.destroy()));
  }

  private targetOf(path: string): Target | undefined {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const target = this.byPath.get(path.slice(0, end));
      if (target && (target.isTree || end === path.length)) return target;
    }
    return undefined;
  }
}
