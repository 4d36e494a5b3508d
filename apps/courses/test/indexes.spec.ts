import { describePlans, type DatabaseCommand } from '@courses/testing';
import { courseIndexes } from '../src/persistence/course-document';
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

/** The one question that a list asks. */
async function findOf(query: string): Promise<Required<DatabaseCommand>> {
  const commands = await catalog.commandsOf(() => get(query));
  expect(commands).toEqual([expect.objectContaining({ find: 'courses' })]);
  return commands[0] as Required<DatabaseCommand>;
}

async function pageBehind(query: string): Promise<string> {
  const { body } = await get(`${query}&limit=1`).expect(200);
  return `${query}&limit=1&cursor=${body.nextCursor}`;
}

describe('an index serves', () => {
  const choices = Object.entries(filters).reduce<string[][]>(
    (all, [name, value]) => [...all, ...all.map((rest) => [...rest, `${name}=${value}`])],
    [[]],
  );
  const queries = choices.flatMap((choice) => sorts.map((sort) => [...choice, `sort=${sort}`].join('&')));

  /** It begins with what is asked for, and all in front of what it sorts by is the same in all that it finds. */
  const serves = (keys: Record<string, number>, { filter, sort }: Required<DatabaseCommand>): boolean => {
    const fields = Object.keys(keys);
    const [by] = Object.keys(sort) as [string];
    const asked = selective.filter((field) => typeof filter[field] === 'string');
    const before = fields.slice(0, fields.indexOf(by));
    const begins = asked.length > 0 ? asked.includes(fields[0] as string) : fields[0] === by;
    return begins && fields.includes(by) && before.every((field) => asked.includes(field));
  };

  it.each(queries)('?%s, and gives its order', async (query) => {
    const find = await findOf(query);
    expect(indexes.filter(({ keys }) => serves(keys, find))).not.toEqual([]);
    // Some databases do not choose: they look up the first.
    expect(Object.keys(find.filter)).toEqual(
      [...selective, 'level'].filter((field) => Object.hasOwn(find.filter, field)),
    );
  });

  it('a search by the beginnings of words; what it found is sorted afterwards', async () => {
    const { filter } = await findOf('search=Kno is');
    expect(filter).toMatchObject({ titleWords: { $all: [/^kno/, /^is/] } });
    expect(indexes.map(({ keys }) => Object.keys(keys)[0])).toContain('titleWords');
  });

  it.each(sorts)('the pages after the first (%s) by a range of what they are sorted by', async (sort) => {
    const { filter, sort: order } = await findOf(await pageBehind(`sort=${sort}`));
    const [by] = Object.keys(order) as [string];
    expect(Object.keys(filter[by] as object)).toEqual([sort === 'newest' ? '$lt' : '$gt']);
  });
});

/**
 * What the MongoDB-compatible server of our tests can show. Its `explain` takes a filter as a whole, so it knows no plan for two filters although its `find`
 * looks the first one up; it neither sorts by its index on `_id` nor looks expressions up; and unless the index begins with what is
 * sorted by it sorts in memory, whatever the index: the order is up to the rule above.
 */
describePlans(() => {
  const single = Object.entries(filters).filter(([name]) => name !== 'level');
  const queries = single.flatMap(([name, value]) => sorts.map((sort) => `${name}=${value}&sort=${sort}`));

  it.each([...queries, 'sort=title'])('?%s, and the pages after the first', async (query) => {
    for (const page of [query, await pageBehind(query)])
      expect(await catalog.scansOf(() => get(page))).toEqual(new Set(['IXSCAN']));
  });

  it('all courses by title, and the pages after the first, without sorting', async () => {
    for (const page of ['sort=title', await pageBehind('sort=title')])
      expect(await catalog.stagesOf(await findOf(page))).not.toContain('SORT');
  });
});
