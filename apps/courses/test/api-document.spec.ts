import { itInProcess, undocumentedRoutes } from '@courses/testing';
import { startCatalog, type Catalog } from './catalog';

let catalog: Catalog;

beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

it('answers with its OpenAPI 3.1 document', async () => {
  const { body } = await catalog.request.get('/openapi.json').expect(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/v1/courses',
      '/v1/courses/{courseId}',
      '/v1/courses/{courseId}/content',
      '/v1/courses/{courseId}/publish',
      '/v1/courses/{courseId}/archive',
      '/v1/courses/{courseId}/lessons',
      '/v1/courses/{courseId}/lessons/{lessonId}',
      '/v1/courses/{courseId}/lesson-order',
    ]),
  );
});

itInProcess('has every route in that document', async () => {
  const { body } = await catalog.request.get('/openapi.json').expect(200);
  expect(undocumentedRoutes(catalog.app, body)).toEqual([]);
});

itInProcess('would not hide a route that the document lacks', async () => {
  const { body } = await catalog.request.get('/openapi.json').expect(200);
  delete body.paths['/v1/courses/{courseId}/publish'];
  expect(undocumentedRoutes(catalog.app, body)).toEqual(['post /v1/courses/{courseId}/publish']);
});

it('has a page to read and try it, served from its own origin', async () => {
  const { text } = await catalog.request.get('/docs').expect(200).expect('content-type', /html/);
  const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
  expect(sources.length).toBeGreaterThan(2);
  for (const source of sources) await catalog.request.get(source).expect(200);
});
