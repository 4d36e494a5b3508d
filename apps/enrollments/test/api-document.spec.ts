import { itInProcess, undocumentedRoutes } from '@courses/testing';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;

beforeAll(async () => {
  rosters = await startRosters();
});
afterAll(() => rosters.stop());

it('answers with its OpenAPI 3.1 document', async () => {
  const { body } = await rosters.request.get('/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/v1/rosters',
      '/v1/rosters/{courseId}',
      '/v1/rosters/{courseId}/enrollments',
      '/v1/rosters/{courseId}/waiting-list',
      '/v1/rosters/{courseId}/my-enrollment',
      '/v1/enrollments',
      '/v1/enrollments/{enrollmentId}',
      '/v1/enrollments/{enrollmentId}/completed-lessons/{lessonId}',
      '/v1/certificates/{certificateId}',
    ]),
  );
  const { responses } = body.paths['/v1/rosters/{courseId}/export'].get;
  expect(Object.keys(responses['200'].content)).toEqual(['text/csv']);
  expect(body.paths['/v1/rosters/{courseId}/my-enrollment'].put.requestBody.required).toBe(false);
});

itInProcess('has every route in that document', async () => {
  const { body } = await rosters.request.get('/openapi.json').expect(200);
  expect(undocumentedRoutes(rosters.app, body)).toEqual([]);
});
