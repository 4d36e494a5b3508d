/** @jest-environment ./test/browser-environment.cjs */
import type { CourseOutline, Place, Roster } from '@courses/contracts';
import { idOf, json, problem, startStubApi, type StubApi } from '../../../test/stub-api';
import { api } from './api';

let stub: StubApi;

beforeEach(async () => (stub = await startStubApi()));
afterEach(() => stub.stop());

const courseId = idOf(1);

it('fills path and query, and leaves out what is undefined or empty', async () => {
  stub.on('/api/v1/courses', json({ items: [] }));
  stub.on(`/api/v1/rosters/${courseId}/enrollments`, json({ items: [] }));
  await api('get', '/v1/courses', { query: { limit: 3, search: 'a b&c', cursor: '', tag: undefined } });
  await api('get', '/v1/rosters/:courseId/enrollments', { params: { courseId } });
  expect(stub.requests).toEqual([
    '/api/v1/courses?limit=3&search=a+b%26c',
    `/api/v1/rosters/${courseId}/enrollments`,
  ]);
});

it('escapes a path parameter, so that it cannot name another path', async () => {
  await expect(api('get', '/v1/courses/:courseId', { params: { courseId: '../x?y' } })).rejects.toThrow();
  expect(stub.requests).toEqual(['/api/v1/courses/..%2Fx%3Fy']);
});

it('returns undefined for a response without a body', async () => {
  stub.on(`/api/v1/rosters/${courseId}/my-enrollment`, (res) => res.writeHead(204).end());
  await expect(
    api('delete', '/v1/rosters/:courseId/my-enrollment', { params: { courseId } }),
  ).resolves.toBeUndefined();
});

it('fails with the code and the request id of a problem', async () => {
  stub.on('/api/v1/courses', problem('not-ready'));
  await expect(api('get', '/v1/courses')).rejects.toMatchObject({
    name: 'ApiError',
    status: 503,
    code: 'not-ready',
    requestId: 'request-7',
  });
});

it('fails with 502 for a successful response that is no JSON', async () => {
  stub.on('/api/v1/courses', (res) => res.end('<h1>It works!</h1>'));
  await expect(api('get', '/v1/courses')).rejects.toMatchObject({ status: 502 });
});

/** Never called: it compiles only as long as the types of the contracts are checked. */
export async function checkedByTypes(): Promise<void> {
  const course: CourseOutline = await api('get', '/v1/courses/:courseId', { params: { courseId } });
  const place: Place = await api('put', '/v1/rosters/:courseId/my-enrollment', { params: { courseId } });
  const nothing: undefined = await api('delete', '/v1/rosters/:courseId/my-enrollment', {
    params: { courseId },
  });
  // @ts-expect-error no such path
  await api('get', '/v1/course');
  // @ts-expect-error no such method at this path
  await api('delete', '/v1/courses/:courseId', { params: { courseId } });
  // @ts-expect-error a path parameter is missing
  await api('get', '/v1/courses/:courseId');
  // @ts-expect-error a path parameter has another name
  await api('get', '/v1/courses/:courseId', { params: { id: courseId } });
  // @ts-expect-error a query value of the wrong type
  await api('get', '/v1/courses', { query: { limit: 'ten' } });
  // @ts-expect-error not one of the values of the contract
  await api('get', '/v1/courses', { query: { sort: 'oldest' } });
  // @ts-expect-error an unknown query parameter
  await api('get', '/v1/courses', { query: { page: 2 } });
  // @ts-expect-error a required body is missing
  await api('post', '/v1/accounts');
  // @ts-expect-error a field of the body is missing
  await api('post', '/v1/accounts', { body: { email: 'a@b.example', password: 'long enough' } });
  // @ts-expect-error a field of the body has the wrong type
  await api('post', '/v1/courses', { body: { capacity: '30' } });
  // @ts-expect-error an unknown field in the body
  await api('post', '/v1/courses', { body: { name: 'Knots' } });
  // @ts-expect-error an endpoint without a body
  await api('get', '/v1/courses/:courseId', { params: { courseId }, body: {} });
  // @ts-expect-error an unknown header
  await api('post', '/v1/courses', { body: {}, headers: { 'x-key': '1' } });
  // @ts-expect-error the response is a course, not a roster
  const roster: Roster = await api('get', '/v1/courses/:courseId', { params: { courseId } });
  // @ts-expect-error a field that the response does not have
  void [course.name, place, nothing, roster];
}
