import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { event } from '../src/event/event';
import { removeEvent } from '../src/remove-event/remove-event';
import { removeService } from '../src/remove-service/remove-service';
import { removeUseCase } from '../src/remove-use-case/remove-use-case';
import { service } from '../src/service/service';
import { subscription } from '../src/subscription/subscription';
import { useCase } from '../src/use-case/use-case';

const root = join(__dirname, '../../..');
const tree = () => new FsTree(root, false);

const description = 'What students think of a course.';
const aService = (name: string, more = {}) =>
  service(tree(), { name, description, event: 'course.published.v1', ...more });

test.each([
  ['Reviews', /lower case[^]*Try "reviews"/],
  ['course_reviews', /Try "course-reviews"/],
  ['2nd-reviews', /Try "nd-reviews"/],
  ['réviews', /lower case/],
  ['courses', /There is apps\/courses already/],
  ['contracts', /There is libs\/contracts already/],
  ['tools', /There is tools already/],
  ...[
    'class',
    'new',
    'delete',
    'import',
    'enum',
    'undefined',
    'await',
    'let',
    'static',
    'arguments',
    'eval',
  ].map((word): [string, RegExp] => [word, /reserved word of JavaScript/]),
  ['stream', /npm package/],
  ['admin', /MongoDB has a database admin of its own/],
  ['amq', /RabbitMQ reserves the queues amq\.\*/],
  ['amqp', /The variable AMQP_URL has another meaning/],
  ['service', /The variable SERVICE_URL has another meaning/],
  ['metrics', /The variable METRICS_\w+ has another meaning/],
  ['jaeger', /The variable JAEGER_\w+ has another meaning/],
  ['app', /compose\.yaml has an anchor &app already/],
  ['dev', /compose\.yaml has a service dev already/],
  ['dev-install', /compose\.yaml has a service dev-install already/],
  ['svc', /mongodb-svc is a Secret or an object in production/],
  ['00-admin', /lower case/],
  ['auth-jwks', /The variable AUTH_JWKS_URL has another meaning/],
  ['rabbitmq', /There is infra\/k8s\/rabbitmq-depl\.yaml already/],
  ['mongo', /There is libs\/mongo already/],
  ['node', /node is an image that others use/],
  ['rosters', /belong to another service .*enrollments-api/],
  ['x'.repeat(50), /Kubernetes takes 49/],
])('rejects a service called %s', async (name, reason) => {
  await expect(aService(name)).rejects.toThrow(reason);
});

test.each([["What's this"], ['a "quote"'], ['two\nlines'], ['x'.repeat(101)], ['']])(
  'a service is not described as %j',
  async (words) => {
    await expect(aService('zebras', { description: words })).rejects.toThrow(/The description goes into/);
  },
);

test('rejects an event that no contract has, and names those that exist', async () => {
  await expect(aService('zebras', { event: 'course.baked.v1' })).rejects.toThrow(
    /No contract has an event course.baked.v1[^]*course.published.v1/,
  );
});

test.each([
  [
    useCase,
    { name: 'rate-course', service: 'nowhere' },
    /no service nowhere[^]*courses, enrollments, identity/,
  ],
  [useCase, { name: 'rate', service: 'courses' }, /"rate" is not a valid use case/],
  [useCase, { name: 'rateCourse', service: 'courses' }, /Try "rate-course"/],
  [useCase, { name: 'publish-course', service: 'courses' }, /publish-course already/],
  [subscription, { name: 'greet', service: 'courses' }, /<verb>-when-<event>/],
  [
    subscription,
    { name: 'greet-when-course-baked', service: 'courses' },
    /No contract has an event course-baked/,
  ],
  [event, { name: 'baked', service: 'courses' }, /<thing>\.<what happened to it>/],
  [event, { name: 'course.bake', service: 'courses' }, /past tense/],
  [event, { name: 'course.published', service: 'courses' }, /There is an event course.published.v1 already/],
  [removeUseCase, { name: 'count-zebras', service: 'courses' }, /courses has no count-zebras/],
  [
    removeEvent,
    { name: 'course.published', service: 'identity' },
    /identity publishes no event course.published.v1/,
  ],
  [removeEvent, { name: 'course.published', service: 'courses' }, /course.published.v1 is in use: apps\//],
])('%p rejects %j', async (generator, options, reason) => {
  await expect(generator(tree(), options)).rejects.toThrow(reason);
});

test.each([
  ['nowhere', /no service nowhere/],
  ['courses', /courses was not made by nx g service/],
])('does not remove %s, which no generator made', async (name, reason) => {
  await expect(removeService(tree(), { name })).rejects.toThrow(reason);
});
