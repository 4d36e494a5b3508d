import type { CourseSummary } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { startCatalog, type Catalog } from './catalog';

let catalog: Catalog;
const instructorId = uuidv7();

beforeAll(async () => {
  catalog = await startCatalog();
  await catalog.published({
    title: 'Zebra crossing design',
    level: 'advanced',
    tags: ['design'],
    instructorId,
  });
  await catalog.published({ title: 'Émaux et camées', tags: ['poetry'], instructorId });
  await catalog.published({ title: 'Data design for (small) teams', tags: ['design', 'c++'] });
  await catalog.draft({ title: 'apples', instructorId });
});
afterAll(() => catalog.stop());

async function list(query: object): Promise<{ items: CourseSummary[]; nextCursor?: string }> {
  return (await catalog.request.get('/v1/courses').query(query).expect(200)).body;
}
const titles = async (query: object) => (await list(query)).items.map(({ title }) => title);

describe('the list of courses', () => {
  it('shows the newest first, without descriptions and lessons', async () => {
    const { items } = await list({});
    expect(items.map(({ title }) => title)).toEqual([
      'apples',
      'Data design for (small) teams',
      'Émaux et camées',
      'Zebra crossing design',
    ]);
    expect(items[1]).toMatchObject({ lessonCount: 1, totalMinutes: 10, status: 'published' });
    expect(items[1]).not.toHaveProperty('lessons');
    expect(items[1]).not.toHaveProperty('description');
    expect(items[1]).not.toHaveProperty('outbox');
  });

  it('sorts by title without regard to case and accents', async () => {
    expect(await titles({ sort: 'title' })).toEqual([
      'apples',
      'Data design for (small) teams',
      'Émaux et camées',
      'Zebra crossing design',
    ]);
  });

  it.each([
    [{ status: 'draft' }, ['apples']],
    [{ level: 'advanced' }, ['Zebra crossing design']],
    [{ tag: 'c++' }, ['Data design for (small) teams']],
    [{ instructorId, status: 'published' }, ['Émaux et camées', 'Zebra crossing design']],
    [{ search: 'des' }, ['Data design for (small) teams', 'Zebra crossing design']],
    [{ search: 'EMAUX' }, ['Émaux et camées']],
    [{ search: 'teams data' }, ['Data design for (small) teams']],
    [{ search: 'sign' }, []],
    [{ search: '.*' }, []],
    [{ search: '(small)' }, ['Data design for (small) teams']],
  ])('filters by %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it.each(['newest', 'title'])(
    'returns every course exactly once across pages, sorted by %s',
    async (sort) => {
      const whole = await titles({ sort });
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: 1, ...(cursor ? { cursor } : {}) });
        expect(page.items).toHaveLength(1);
        walked.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      } while (cursor);
      expect(walked).toEqual(whole);
    },
  );

  it('rejects a malformed cursor and one of another order', async () => {
    const { nextCursor } = await list({ limit: 1 });
    for (const query of [
      { cursor: nextCursor, sort: 'title' },
      { cursor: 'nonsense' },
      { cursor: 'WyJuZXdlc3QiLHt9XQ' },
    ]) {
      const answer = await catalog.request.get('/v1/courses').query(query).expect(400);
      expect(answer.body).toMatchObject({ code: 'invalid-cursor' });
    }
  });

  it('responds with 304 when nothing has changed', async () => {
    const { headers } = await catalog.request.get('/v1/courses').expect(200);
    await catalog.request.get('/v1/courses').set('if-none-match', String(headers.etag)).expect(304);
  });
});
