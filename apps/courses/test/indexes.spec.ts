import { describePlans, type DatabaseCommand } from '@courses/testing';
import { courseIndexes } from '../src/persistence/course-document';
import { vocabularyIndex } from '../src/persistence/vocabulary';
import { startCountedCatalog, type CountedCatalog } from './counted-catalog';

let catalog: CountedCatalog;
beforeAll(async () => {
  catalog = await startCountedCatalog();
  for (const title of ['Knots', 'Sails'])
    await catalog.request
      .post('/v1/courses')
      .send({ title, ...sample })
      .expect(201);
});
afterAll(() => catalog.stop());

const instructorId = '0190f3b0-0000-7000-8000-000000000000';
const sample = { instructorId, level: 'beginner', tags: ['knots'] };
const filters = { status: 'draft', level: 'beginner', tag: 'knots', instructorId };
const sorts = ['newest', 'title'];
const indexes = [{ keys: { _id: 1 } }, ...courseIndexes] as { keys: Record<string, 1 | -1> }[];

/** There are only three levels: a third of what another index finds is worth no index. The rarest comes first. */
const selective = ['instructorId', 'tags', 'status'];

const get = (query: string) => catalog.request.get(`/v1/courses?${query}`);

/** The single query of a list request. */
async function findOf(query: string): Promise<Required<DatabaseCommand>> {
  const commands = await catalog.commandsOf(() => get(query));
  expect(commands).toEqual([expect.objectContaining({ find: 'courses' })]);
  return commands[0] as Required<DatabaseCommand>;
}

async function secondPageOf(query: string): Promise<string> {
  const { body } = await get(`${query}&limit=1`).expect(200);
  return `${query}&limit=1&cursor=${body.nextCursor}`;
}

describe('the indexes', () => {
  const choices = Object.entries(filters).reduce<string[][]>(
    (all, [name, value]) => [...all, ...all.map((rest) => [...rest, `${name}=${value}`])],
    [[]],
  );
  const queries = choices.flatMap((choice) => sorts.map((sort) => [...choice, `sort=${sort}`].join('&')));

  /** The index starts with a filtered field, and every field before the sort field is matched by equality. */
  const serves = (keys: Record<string, number>, { filter, sort }: Required<DatabaseCommand>): boolean => {
    const fields = Object.keys(keys);
    const [by] = Object.keys(sort) as [string];
    const filtered = selective.filter((field) => typeof filter[field] === 'string');
    const before = fields.slice(0, fields.indexOf(by));
    const begins = filtered.length > 0 ? filtered.includes(fields[0] as string) : fields[0] === by;
    return begins && fields.includes(by) && before.every((field) => filtered.includes(field));
  };

  it.each(queries)('serve the filter and the sort order of ?%s', async (query) => {
    const find = await findOf(query);
    expect(indexes.filter(({ keys }) => serves(keys, find))).not.toEqual([]);
    // Some databases have no query planner: they use the index of the first field.
    expect(Object.keys(find.filter)).toEqual(
      [...selective, 'level'].filter((field) => Object.hasOwn(find.filter, field)),
    );
  });

  it('serve a search by an anchored expression or the whole word, and its results are sorted in memory', async () => {
    const { filter } = await findOf('search=Kno');
    expect(filter).toEqual({ searchWords: { $regex: '^kno' } });
    const { filter: both } = await findOf('search=Kno+knots&status=draft');
    expect(both).toEqual({
      $and: [
        { searchWords: { $regex: '^kno' } },
        { $or: [{ searchWords: { $regex: '^knots' } }, { searchWords: 'knot' }] },
      ],
      status: 'draft',
    });
    expect(indexes.map(({ keys }) => Object.keys(keys)[0])).toContain('searchWords');
  });

  it('serve a search that finds nothing by at most two more queries for each word, both bounded', async () => {
    const [list, known, similar, ...others] = await catalog.commandsOf(() => get('search=knosts'));
    expect(others).toEqual([]);
    expect(list).toMatchObject({ find: 'courses' });
    expect(known).toMatchObject({
      find: 'courses',
      limit: 1,
      filter: { $or: [{ searchWords: { $regex: '^knosts' } }, { searchWords: 'knost' }] },
    });
    expect(similar).toMatchObject({
      find: 'words',
      limit: 500,
      filter: { keys: { $in: expect.any(Array) } },
    });
    expect(vocabularyIndex).toEqual({ keys: 1 });
  });

  it.each(sorts)('serve the pages after the first (%s) by a range of the sort field', async (sort) => {
    const { filter, sort: order } = await findOf(await secondPageOf(`sort=${sort}`));
    const [by] = Object.keys(order) as [string];
    expect(Object.keys(filter[by] as object)).toEqual([sort === 'newest' ? '$lt' : '$gt']);
  });
});

/**
 * What the MongoDB-compatible server of our tests can show. Its `explain` takes a filter as a whole, so it knows no plan for two filters although its `find`
 * looks the first one up; it uses no index for an expression, neither sorts by its index on `_id`; and unless the index begins with what is
 * sorted by it sorts in memory, whatever the index: the order is up to the rule above.
 */
describePlans(() => {
  const single = Object.entries(filters).filter(([name]) => name !== 'level');
  const queries = single.flatMap(([name, value]) => sorts.map((sort) => `${name}=${value}&sort=${sort}`));

  it('uses an index for the words that a misspelled one may mean', async () => {
    const [, , similar] = await catalog.commandsOf(() => get('search=knosts'));
    expect(await catalog.stagesOf(similar as Required<DatabaseCommand>)).toContain('IXSCAN');
  });

  it.each([...queries, 'sort=title'])('uses an index for the first two pages of ?%s', async (query) => {
    for (const page of [query, await secondPageOf(query)])
      expect(await catalog.scansOf(() => get(page))).toEqual(new Set(['IXSCAN']));
  });

  it('lists the first two pages of all courses by title without an in-memory sort', async () => {
    for (const page of ['sort=title', await secondPageOf('sort=title')])
      expect(await catalog.stagesOf(await findOf(page))).not.toContain('SORT');
  });
});
