import { readConfig } from './config';

const secret = 's'.repeat(32);
const urls = {
  COURSES_URL: 'http://courses:3000',
  ENROLLMENTS_URL: 'https://enrollments.example/base',
  IDENTITY_URL: 'http://identity:3000',
  AMQP_URL: 'amqp://rabbitmq',
};
const good = { ...urls, SESSION_SECRET: secret };

it('reads what it needs and defaults the rest', () => {
  expect(readConfig(good)).toEqual({
    ...urls,
    SESSION_SECRET: [secret],
    PORT: 3000,
    LOG_LEVEL: 'info',
    HOW_IT_WORKS: false,
  });
});

it('takes several secrets, so that they can be replaced one after the other', () => {
  const next = 'n'.repeat(40);
  expect(readConfig({ ...good, SESSION_SECRET: `${next}, ${secret}` }).SESSION_SECRET).toEqual([
    next,
    secret,
  ]);
});

it.each([
  ['COURSES_URL', undefined],
  ['COURSES_URL', ''],
  ['COURSES_URL', 'ftp://courses'],
  ['COURSES_URL', 'courses:3000'],
  ['ENROLLMENTS_URL', undefined],
  ['ENROLLMENTS_URL', 'http://:::'],
  ['IDENTITY_URL', undefined],
  ['AMQP_URL', 'http://rabbitmq'],
  ['SESSION_SECRET', undefined],
  ['SESSION_SECRET', 'short'],
  ['SESSION_SECRET', `${secret},short`],
  ['HOW_IT_WORKS', 'yes'],
  ['PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
])('names %s when it is %p, on one line', (name, value) => {
  const env = { ...good, [name]: value };
  expect(() => readConfig(env)).toThrow(new RegExp(`^Configuration: ${name} [^\n]+$`));
});
