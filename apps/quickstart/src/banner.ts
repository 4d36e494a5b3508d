import { demoPeople } from '../demo/people';
import type { Demo } from './add-demo';

/** Printed when everything is ready. */
export const banner = (
  client: string,
  { urls: services, metrics }: { urls: Record<string, string>; metrics: string },
  infrastructure: string[],
  { courses: demoCourses, smallCourse: courseId }: Demo,
) =>
  [
    '',
    '  The courses system is running.',
    '',
    urlLine('Web page', client),
    ...Object.keys(services)
      .sort()
      .map((name) => urlLine(title(name), `${services[name]}/docs`)),
    urlLine('Traces', `${client}/how-it-works`),
    urlLine('Metrics', metrics),
    '',
    ...infrastructure.map((line) => `  ${line}`),
    `  Demo data  ${demoCourses > 0 ? `${demoCourses} courses` : 'not added: the catalog was not empty'}`,
    '',
    '  Demo accounts (rejected where NODE_ENV is production):',
    ...demoPeople.map(({ role, email, password }) => `    ${role.padEnd(12)}${email.padEnd(26)}${password}`),
    '',
    ...(courseId ? tryThis(client, services, courseId) : []),
    '  More in README.md. LOG_LEVEL=info logs every request. Ctrl-C stops it.',
    '',
    '',
  ].join('\n');

const urlLine = (what: string, url: string) => `  ${what.padEnd(14)}  ${url}`;

/** `course-reviews` → `Course reviews` */
const title = (name: string) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

const [{ email, password }] = demoPeople;
const readToken = `node -p 'JSON.parse(fs.readFileSync(0)).accessToken'`;

const tryThis = (client: string, { enrollments, identity }: Record<string, string>, courseId: string) => [
  '  Try it: open this course and watch its seats while the student enrolls',
  `    ${client}/courses/${courseId}`,
  `    TOKEN=$(curl -s ${identity}/v1/sessions -H 'content-type: application/json' \\`,
  `      -d '${JSON.stringify({ email, password })}' | ${readToken})`,
  `    curl -X PUT ${enrollments}/v1/rosters/${courseId}/my-enrollment -H "authorization: Bearer $TOKEN"`,
  '',
];
