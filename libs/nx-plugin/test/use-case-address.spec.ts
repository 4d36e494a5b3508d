import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { checkAddress } from '../src/use-case/check-address';
import { defaultAddress } from '../src/use-case/default-address';
import { serviceApi, type Method, type ServiceApi } from '../src/use-case/service-api';

const tree = new FsTree(join(__dirname, '../../..'), false);
const reviews: ServiceApi = {
  file: 'libs/contracts/src/http/reviews-api.ts',
  endpoints: [{ method: 'get', path: '/v1/reviews' }],
  forwarded: ['/v1/reviews{/*rest}'],
};
const apiOf = (service: string) => (service === 'reviews' ? reviews : serviceApi(tree, service));

test.each([
  ['reviews', 'list-reviews', 'get /v1/reviews'],
  ['reviews', 'read-review', 'get /v1/reviews/:reviewId'],
  ['reviews', 'get-review', 'get /v1/reviews/:reviewId'],
  ['reviews', 'count-reviews', 'get /v1/reviews/count'],
  ['reviews', 'add-review', 'post /v1/reviews'],
  ['reviews', 'change-review', 'patch /v1/reviews/:reviewId'],
  ['reviews', 'replace-review', 'put /v1/reviews/:reviewId'],
  ['reviews', 'delete-review', 'delete /v1/reviews/:reviewId'],
  ['reviews', 'hide-review', 'post /v1/reviews/:reviewId/hide'],
  ['reviews', 'hide-reviews', 'post /v1/reviews/hide'],
  ['reviews', 'read-summary', 'get /v1/reviews/summary'],
  ['reviews', 'change-settings', 'patch /v1/reviews/settings'],
  ['reviews', 'list-review-comments', 'get /v1/reviews/:reviewId/comments'],
  ['reviews', 'mute-course', 'post /v1/reviews/courses/:courseId/mute'],
  ['reviews', 'add-category', 'post /v1/reviews/categories'],
  ['reviews', 'remove-category', 'delete /v1/reviews/categories/:categoryId'],
  ['reviews', 'constructor-review', 'post /v1/reviews/:reviewId/constructor'],
  ['courses', 'rate-course', 'post /v1/courses/:courseId/rate'],
  ['courses', 'read-course-summary', 'get /v1/courses/:courseId/summary'],
  ['courses', 'read-lesson', 'get /v1/courses/:courseId/lessons/:lessonId'],
  ['enrollments', 'export-roster', 'post /v1/rosters/:courseId/export'],
  ['enrollments', 'cancel-enrollment', 'post /v1/enrollments/:enrollmentId/cancel'],
  ['identity', 'lock-account', 'post /v1/accounts/:accountId/lock'],
  ['identity', 'read-invitations', 'get /v1/accounts/invitations'],
])('%s: the address of %s is %s', (service, name, expected) => {
  const { method, path } = defaultAddress(service, apiOf(service), name);
  expect(`${method} ${path}`).toBe(expected);
});

test.each<[string, Method, string]>([
  ['reviews', 'post', '/v1/reviews'],
  ['reviews', 'get', '/v1/reviews/:reviewId/comments/:commentId'],
  ['identity', 'patch', '/v1/account'],
])('%s may have %s %s', (service, method, path) => {
  expect(() => checkAddress(service, apiOf(service), { method, path })).not.toThrow();
});

test.each<[string, Method, string, RegExp]>([
  ['reviews', 'get', '/v1/reviews', /reviews-api.ts has GET \/v1\/reviews already[^]*--path and --method/],
  ['courses', 'get', '/v1/courses/:id2Id', /has GET \/v1\/courses\/:courseId already/],
  ['reviews', 'get', '/v1/courses/reviews', /It forwards: \/v1\/reviews and all under it/],
  ['reviews', 'get', '/v1/reviewsummary', /does not forward/],
  ['identity', 'get', '/v1/account/keys', /It forwards: \/v1\/account, .*\/v1\/accounts and all under it/],
  ['identity', 'get', '/v1/sessions/mine', /does not forward/],
  ['reviews', 'get', '/v1/reviews/', /is not a valid path/],
  ['reviews', 'get', '/v1/reviews/Summary', /is not a valid path/],
  ['reviews', 'get', '/v1/reviews/../courses', /is not a valid path/],
  ['reviews', 'get', '/v1/reviews/*rest', /is not a valid path/],
  ['reviews', 'get', '/v1/reviews/:slug', /Call it :slugId/],
  ['reviews', 'get', '/v1/reviews/:id', /Call it :reviewId/],
  ['reviews', 'get', '/v1/reviews/:aId/:aId', /the same parameter twice/],
])('%s may not have %s %s', (service, method, path, reason) => {
  expect(() => checkAddress(service, apiOf(service), { method, path })).toThrow(reason);
});
