import { readConfig } from './config';

const good = { COURSES_URL: 'http://courses:3000', ENROLLMENTS_URL: 'https://enrollments.example/base' };

it('reads what it needs and defaults the rest', () => {
  expect(readConfig(good)).toEqual({ ...good, PORT: 3000, LOG_LEVEL: 'info' });
});

it.each([
  ['COURSES_URL', undefined],
  ['COURSES_URL', ''],
  ['COURSES_URL', 'ftp://courses'],
  ['COURSES_URL', 'courses:3000'],
  ['ENROLLMENTS_URL', undefined],
  ['ENROLLMENTS_URL', 'http://:::'],
  ['PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
])('names %s when it is %p, on one line', (name, value) => {
  const env = { ...good, [name]: value };
  expect(() => readConfig(env)).toThrow(new RegExp(`^Configuration: ${name} [^\n]+$`));
});
