import demoPeople from '../demo/people.json';
import type { Demo } from './demo';
import { student } from './demo-people';

/** Printed when everything is ready. */
export const banner = (
  client: string,
  services: Record<string, string>,
  infrastructure: string[],
  { courses: demoCourses, smallCourse: courseId }: Demo,
) =>
  [
    '',
    '  The courses system is running.',
    '',
    addressLine('Web page', client),
    ...Object.keys(services)
      .sort()
      .map((name) => addressLine(title(name), `${services[name]}/docs`)),
    '',
    ...infrastructure.map((line) => `  ${line}`),
    `  Demo data  ${demoCourses > 0 ? `${demoCourses} courses` : 'none added: the catalog was not empty'}`,
    '',
    '  Demo people, who cannot sign in where NODE_ENV is production:',
    ...demoPeople.map(({ role, email, password }) => `    ${role.padEnd(12)}${email.padEnd(26)}${password}`),
    '',
    ...(courseId ? tryThis(client, services, courseId) : []),
    '  More in README.md. LOG_LEVEL=info shows every request. Ctrl-C stops it.',
    '',
    '',
  ].join('\n');

const addressLine = (what: string, url: string) => `  ${what.padEnd(14)}  ${url}`;

/** `course-reviews` → `Course reviews` */
const title = (name: string) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

const readToken = `node -p 'JSON.parse(fs.readFileSync(0)).accessToken'`;

const tryThis = (client: string, { enrollments, identity }: Record<string, string>, courseId: string) => [
  '  Try: open the course and watch its seats while the student takes one',
  `    ${client}/courses/${courseId}`,
  `    TOKEN=$(curl -s ${identity}/v1/sessions -H 'content-type: application/json' \\`,
  `      -d '${JSON.stringify({ email: student.email, password: student.password })}' | ${readToken})`,
  `    curl -X PUT ${enrollments}/v1/rosters/${courseId}/my-enrollment -H "authorization: Bearer $TOKEN"`,
  '',
];
