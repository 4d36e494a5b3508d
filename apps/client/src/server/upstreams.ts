import type { Upstream } from './forwarding/forwarder';

/** What the browser may reach, as Express patterns. */
export const forwarded: Record<string, string[]> = {
  courses: ['/v1/courses{/*rest}'],
  enrollments: ['/v1/rosters{/*rest}', '/v1/enrollments{/*rest}'],
  // Not the addresses that answer with tokens: those stay on this side.
  identity: ['/v1/account', '/v1/accounts{/*rest}'],
};

/** The variable that says where a service is: `COURSE_REVIEWS_URL` for `course-reviews`. */
export const urlVariable = (service: string) => `${service.toUpperCase().replaceAll('-', '_')}_URL` as const;

export type Urls = Partial<Record<ReturnType<typeof urlVariable>, string>>;

/** The services that the configuration has an address of; `readConfig` sees to it that these are all. */
export const upstreams = (config: Urls): Upstream[] =>
  Object.entries(forwarded).flatMap(([name, paths]) => {
    const url = config[urlVariable(name)];
    return url === undefined ? [] : [{ name, paths, url: new URL(url) }];
  });
