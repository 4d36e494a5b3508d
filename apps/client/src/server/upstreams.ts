import type { Upstream } from './forwarding/forwarder';

/** The paths that are forwarded to each service, as Express patterns. */
export const forwarded: Record<string, string[]> = {
  courses: ['/v1/courses{/*rest}'],
  enrollments: ['/v1/rosters{/*rest}', '/v1/enrollments{/*rest}'],
  // Without the endpoints that return tokens: these stay on the server.
  identity: ['/v1/account', '/v1/accounts{/*rest}'],
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
