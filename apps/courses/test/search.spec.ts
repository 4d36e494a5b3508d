import type { CoursePage } from '@courses/contracts';
import { startCatalog, type Catalog } from './catalog';

let catalog: Catalog;

const lesson = (title: string) => ({ title, content: 'Quetzalcoatl is named in the content only.' });

beforeAll(async () => {
  catalog = await startCatalog();
  const { draft, withLesson, request } = catalog;
  const publish = async (fields: object, lessonTitle: string) => {
    const { id } = await withLesson(await draft(fields), lesson(lessonTitle));
    await request.post(`/v1/courses/${id}/publish`).expect(200);
    return id;
  };
  await publish(
    {
      title: 'Kubernetes Basics, Hands On',
      summary: 'From one container to a self-healing deployment.',
      tags: ['kubernetes', 'containers', 'devops'],
      level: 'beginner',
    },
    'Probes and graceful shutdown',
  );
  await publish(
    { title: 'Event-Driven Systems', summary: 'Publish facts.', tags: ['rabbitmq'], level: 'advanced' },
    'The dual write and the outbox',
  );
  await publish(
    { title: 'Sourdough from Scratch', summary: 'Flour and time.', tags: ['bread'] },
    'A starter',
  );
  await publish(
    { title: 'Watercolor: First Washes', summary: 'The behaviour of wet paper.', tags: ['painting', 'c++'] },
    'Organising a palette',
  );
  const archived = await publish({ title: 'Public Speaking', summary: 'Stand up.' }, 'Breathing');
  await request.post(`/v1/courses/${archived}/archive`).expect(200);
  await withLesson(await draft({ title: 'Clandestine Cryptography' }), lesson('Steganography'));
});
afterAll(() => catalog.stop());

const find = async (search: string, query: object = {}): Promise<CoursePage> =>
  (
    await catalog
      .as()
      .get('/v1/courses')
      .query({ search, ...query })
      .expect(200)
  ).body;
const titles = async (search: string, query: object = {}) =>
  (await find(search, query)).items.map(({ title }) => title);

const kubernetes = 'Kubernetes Basics, Hands On';
const events = 'Event-Driven Systems';
const sourdough = 'Sourdough from Scratch';
const watercolor = 'Watercolor: First Washes';

describe('a search', () => {
  it.each([
    ['a tag', 'containers', kubernetes],
    ['a tag', 'rabbitmq', events],
    ['a tag', 'bread', sourdough],
    ['a tag with signs', 'c++', watercolor],
    ['the summary', 'flour', sourdough],
    ['the title of a lesson', 'graceful', kubernetes],
    ['the beginning of a word', 'kub', kubernetes],
    ['words of different places, in any order', 'outbox facts driven', events],
    ['the singular of a plural', 'system', events],
    ['the plural of a singular', 'sourdoughs', sourdough],
    ['a plural in -es', 'washes', watercolor],
    ['the singular of a plural in -es', 'wash', watercolor],
    ['British spelling of an American word', 'watercolour', watercolor],
    ['British plural of an American word', 'watercolours', watercolor],
    ['American spelling of a British word', 'behavior', watercolor],
    ['American -ize for -ise', 'organizing', watercolor],
  ])('finds %s: %s', async (_what, search, title) => {
    const page = await find(search);
    expect(page.items.map((item) => item.title)).toEqual([title]);
    expect(page).not.toHaveProperty('correctedSearch');
  });

  it.each([
    ['not every word', 'outbox bread'],
    ['the middle of a word', 'ubernetes'.slice(2)],
    ['signs alone', '.*'],
    ['content of a lesson', 'quetzalcoatl'],
  ])('does not find what has %s: %s', async (_what, search) => {
    expect(await find(search)).toEqual({ items: [] });
  });
});

describe('a misspelled search', () => {
  it.each([
    ['kubernets', 'kubernetes'],
    ['kuberentes', 'kubernetes'],
    ['ubernetes', 'kubernetes'],
    ['watercolur', 'watercolor'],
    ['wataercolour', 'watercolor'],
    ['braed', 'bread'],
    ['rabitmq', 'rabbitmq'],
    ['kubernets basics', 'kubernetes basics'],
    ['Kubernets devopps', 'kubernetes devops'],
  ])('%s is corrected to %s, and says so', async (search, corrected) => {
    const page = await find(search);
    expect(page.correctedSearch).toBe(corrected);
    expect(page.items).toHaveLength(1);
    expect(page.items).toEqual((await find(corrected)).items);
  });

  it.each([
    ['is too different', 'kbrnts'],
    ['is short', 'kuz'],
    ['has digits', 'rabbitm1'],
    ['has more words than are corrected', 'kubernets a b c d e f g h'],
    ['has another word that nobody knows', 'kubernets zzzzzz'],
  ])('is not corrected when it %s: %s', async (_why, search) => {
    expect(await find(search)).toEqual({ items: [] });
  });

  it('is corrected with the filters, and not at all where the corrected search finds nothing', async () => {
    expect(await titles('kubernets', { level: 'beginner' })).toEqual([kubernetes]);
    expect(await find('kubernets', { level: 'advanced' })).toEqual({ items: [] });
    expect(await find('speking', { status: 'archived' })).toMatchObject({ correctedSearch: 'speaking' });
  });

  it('leaves words alone that a public course has, though the filters exclude it', async () => {
    expect(await find('bread', { level: 'advanced' })).toEqual({ items: [] });
  });

  it('goes on to its next page with the same words', async () => {
    for (const title of ['Juggling one', 'Juggling two']) await catalog.published({ title });
    const first = await find('jugling', { limit: 1 });
    const second = await find('jugling', { limit: 1, cursor: first.nextCursor });
    expect([first, second].map(({ items, correctedSearch }) => [items[0]?.title, correctedSearch])).toEqual([
      ['Juggling two', 'juggling'],
      ['Juggling one', 'juggling'],
    ]);
    expect(second.nextCursor).toBeUndefined();
  });
});

describe('a draft', () => {
  it.each(['clandestine', 'clandestin cryptografy', 'clandestyne', 'steganograpy'])(
    'is neither found nor suggested by others: %s',
    async (search) => {
      expect(await find(search)).toEqual({ items: [] });
      const instructor = await catalog.issuer.user(['instructor']);
      const { body } = await catalog.as(instructor).get('/v1/courses').query({ search }).expect(200);
      expect(body).toEqual({ items: [] });
    },
  );

  it('suggests its words as soon as it is published', async () => {
    const { id } = await catalog.withLesson(await catalog.draft({ title: 'Glassblowing' }));
    expect(await find('glasblowing')).toEqual({ items: [] });
    await catalog.request.post(`/v1/courses/${id}/publish`).expect(200);
    expect(await find('glasblowing')).toMatchObject({ correctedSearch: 'glassblowing' });
  });

  it('gives the words of its changes only once they are published, and a word that is gone suggests nothing', async () => {
    const course = await catalog.published({ title: 'Macrame' });
    expect(await find('macrsme')).toMatchObject({ correctedSearch: 'macrame' });
    const change = catalog.request.patch(`/v1/courses/${course.id}`).set('if-match', '*');
    await change.send({ title: 'Crochet' }).expect(200);
    expect(await find('macrsme')).toEqual({ items: [] });
    expect(await find('crochett')).toMatchObject({ correctedSearch: 'crochet' });
  });
});
