import { readConfig } from './config';
import { forwarded, urlVariable } from './server/upstreams';

const secret = 's'.repeat(32);
const services = Object.keys(forwarded).map(urlVariable);
const urls = {
  ...Object.fromEntries(services.map((name, index) => [name, `https://service-${index}.example/base`])),
  AMQP_URL: 'amqp://rabbitmq',
};
const good = { ...urls, SESSION_SECRET: secret };

it('reads the required variables and defaults the rest', () => {
  expect(readConfig(good)).toEqual({
    ...urls,
    SESSION_SECRET: [secret],
    PORT: 3000,
    METRICS_PORT: 9464,
    LOG_LEVEL: 'info',
    HOW_IT_WORKS: false,
    TRUST_TRACEPARENT: false,
  });
});

it('accepts several secrets, so that they can be rotated', () => {
  const next = 'n'.repeat(40);
  expect(readConfig({ ...good, SESSION_SECRET: `${next}, ${secret}` }).SESSION_SECRET).toEqual([
    next,
    secret,
  ]);
});

it('forwards each path to one service', () => {
  const paths = Object.values(forwarded).flat();
  expect(new Set(paths).size).toBe(paths.length);
});

it('derives the URL of each service from SERVICE_URL, unless its own variable is set', () => {
  const { AMQP_URL, COURSES_URL } = good as Record<string, string>;
  const SERVICE_URL = 'http://{service}-clusterip-srv:3000';
  const env = { AMQP_URL, COURSES_URL, ENROLLMENTS_URL: '', SERVICE_URL, SESSION_SECRET: secret };
  expect(readConfig(env)).toMatchObject({
    COURSES_URL,
    ENROLLMENTS_URL: 'http://enrollments-clusterip-srv:3000',
    IDENTITY_URL: 'http://identity-clusterip-srv:3000',
  });
});

it('reads who plays the scene: an instructor and three students', () => {
  const person = (name: string) => ({ name, email: `${name}@example.org`, password: 'secret' });
  const students = ['b', 'c', 'd'].map(person);
  const SCENE_PEOPLE = JSON.stringify([person('a'), ...students]);
  expect(readConfig({ ...good, SCENE_PEOPLE })).toMatchObject({
    SCENE_PEOPLE: { instructor: person('a'), students },
  });
});

it('does not repeat the passwords of the scene in its error', () => {
  const SCENE_PEOPLE = JSON.stringify([{ name: 'a', email: 'none', password: 'secret-1' }]);
  expect(() => readConfig({ ...good, SCENE_PEOPLE })).toThrow(/^(?!.*secret-1)/);
});

const noUrls = [undefined, '', 'ftp://courses', 'courses:3000', 'http://:::'];
const wrong: [string, string | undefined][] = [
  ...services.flatMap((name) => noUrls.map((value): [string, string | undefined] => [name, value])),
  ['SERVICE_URL', 'ftp://{service}'],
  ['SERVICE_URL', 'http://services'],
  ['AMQP_URL', undefined],
  ['AMQP_URL', 'http://rabbitmq'],
  ['SESSION_SECRET', undefined],
  ['SESSION_SECRET', 'short'],
  ['SESSION_SECRET', `${secret},short`],
  ['HOW_IT_WORKS', 'yes'],
  ['SCENE_PEOPLE', '{'],
  ['SCENE_PEOPLE', '[]'],
  ['PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
];

it.each(wrong)('names %s when it is %p, on one line', (name, value) => {
  const env = { ...good, [name]: value };
  expect(() => readConfig(env)).toThrow(new RegExp(`^Configuration: ${name} [^\n]+$`));
});
