import { readFileSync } from 'node:fs';

/** The real service's responses, as objects: every peer serializes them for each request, as it would database results. */
export const { course, page } = JSON.parse(readFileSync(process.env.RESPONSES, 'utf8'));
export const port = Number(process.env.PORT);
export const version = `"${course.version}"`;

export const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
};
