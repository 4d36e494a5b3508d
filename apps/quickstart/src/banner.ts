interface Addresses {
  client: string;
  courses: string;
  enrollments: string;
}

/** What a person sees when everything runs. `courseId` is a course with few seats, to try the last line with. */
export const banner = (
  urls: Addresses,
  infrastructure: string[],
  demoCourses: number,
  courseId: string | undefined,
) =>
  [
    '',
    '  The courses system is running.',
    '',
    `  Web page      ${urls.client}`,
    `  Courses API   ${urls.courses}/docs`,
    `  Enrollments   ${urls.enrollments}/docs`,
    '',
    ...infrastructure.map((line) => `  ${line}`),
    `  Demo data  ${demoCourses > 0 ? `${demoCourses} courses` : 'none added: the catalogue was not empty'}`,
    '',
    ...(courseId ? tryThis(urls, courseId) : []),
    '  More in README.md. LOG_LEVEL=info shows every request. Ctrl-C stops it.',
    '',
    '',
  ].join('\n');

const tryThis = ({ client, enrollments }: Addresses, courseId: string) => [
  '  Try: open the course and watch its seats while you take them',
  `    ${client}/courses/${courseId}`,
  `    curl -X POST ${enrollments}/v1/rosters/${courseId}/enrollments \\`,
  `      -H 'content-type: application/json' -d "{\\"studentId\\":\\"$(node -p 'crypto.randomUUID()')\\"}"`,
  '',
];
