import * as contracts from '@courses/contracts';
import type { Endpoint } from '@courses/contracts';
import type { Upstream } from './forwarding/targets';

/** Of each service, the first segments of the paths in its contract, as Express patterns: `/v1/courses{/*rest}`. */
const inContracts = Object.entries<object>(contracts).flatMap(([name, api]) => {
  const [, camel] = /^(\w+)Api$/.exec(name) ?? [];
  if (!camel) return [];
  const prefixes = Object.values(api as Record<string, Endpoint>).flatMap(
    ({ path }) => /^\/v1\/[^/]+/.exec(path) ?? [],
  );
  const service = camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return [[service, [...new Set(prefixes)].map((prefix) => `${prefix}{/*rest}`)] as const];
});

/** What the browser may reach: every endpoint of a contract, unless a list here says less. */
export const forwarded: Record<string, string[]> = {
  ...Object.fromEntries(inContracts),
  // Without the endpoints that return tokens: browsers never see one.
  identity: ['/v1/account', '/v1/account/sessions{/*rest}', '/v1/accounts{/*rest}', '/v1/instructors'],
};

/** The environment variable with the URL of a service: `COURSE_REVIEWS_URL` for `course-reviews`. */
export const urlVariable = (service: string) => `${service.toUpperCase().replaceAll('-', '_')}_URL` as const;

export type Urls = Partial<Record<ReturnType<typeof urlVariable>, string>>;

/** The services whose URL is configured; `readConfig` requires all of them. */
export const upstreams = (config: Urls): Upstream[] =>
  Object.entries(forwarded).flatMap(([name, paths]) => {
    const url = config[urlVariable(name)];
    return url === undefined ? [] : [{ name, paths, url: new URL(url) }];
  });
