import { itInProcess, undocumentedRoutes } from '@courses/testing';
import { startCatalogue, type Catalogue } from './catalogue';

let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await startCatalogue();
});
afterAll(() => catalogue.stop());

it('answers with its OpenAPI 3.1 document', async () => {
  const { body } = await catalogue.request.get('/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/v1/courses',
      '/v1/courses/{courseId}',
      '/v1/courses/{courseId}/publish',
      '/v1/courses/{courseId}/archive',
      '/v1/courses/{courseId}/lessons',
      '/v1/courses/{courseId}/lessons/{lessonId}',
      '/v1/courses/{courseId}/lesson-order',
    ]),
  );
});

itInProcess('has every route in that document', async () => {
  const { body } = await catalogue.request.get('/openapi.json').expect(200);
  expect(undocumentedRoutes(catalogue.app, body)).toEqual([]);
});

itInProcess('would not hide a route that the document lacks', async () => {
  const { body } = await catalogue.request.get('/openapi.json').expect(200);
  delete body.paths['/v1/courses/{courseId}/publish'];
  expect(undocumentedRoutes(catalogue.app, body)).toEqual(['post /v1/courses/{courseId}/publish']);
});

it('has a page to read and try it, served from its own origin', async () => {
  const { text } = await catalogue.request.get('/docs').expect(200).expect('content-type', /html/);
  const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
  expect(sources.length).toBeGreaterThan(2);
  for (const source of sources) await catalogue.request.get(source).expect(200);
});
