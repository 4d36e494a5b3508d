import { undocumentedRoutes } from '@courses/testing';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;

beforeAll(async () => {
  rosters = await startRosters();
});
afterAll(() => rosters.stop());

it('answers with an OpenAPI 3.1 document that has every route', async () => {
  const { body } = await rosters.request.get('/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(['/v1/rosters/{courseId}', '/v1/rosters/{courseId}/enrollments']);
  expect(undocumentedRoutes(rosters.app, body)).toEqual([]);
});
