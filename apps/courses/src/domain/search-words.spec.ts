import { canonicalForm, searchWordsOf, wordsOf } from './search-words';

it.each([
  ['Émaux et camées', ['emaux', 'et', 'camees']],
  ['C++, C# and Node.js', ['c++', 'c#', 'and', 'node', 'js']],
  ['Ａ full-width Ａ', ['a', 'full', 'width']],
  ['.* \\ $', []],
])('takes the words of %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it.each([
  ['containers', 'container'],
  ['courses', 'course'],
  ['washes', 'wash'],
  ['boxes', 'box'],
  ['classes', 'class'],
  ['berries', 'berry'],
  ['movies', 'movie'],
  ['colours', 'color'],
  ['watercolour', 'watercolor'],
  ['favourite', 'favorite'],
  ['behavioural', 'behavioral'],
  ['organisation', 'organization'],
  ['organises', 'organize'],
  ['analysed', 'analyzed'],
  ['theatres', 'theater'],
  ['catalogue', 'catalogs'],
  ['enroll', 'enrol'],
  ['enrollments', 'enrolment'],
  ['travelling', 'traveling'],
])('takes %s and %s for one word', (one, other) => {
  expect(canonicalForm(one)).toBe(canonicalForm(other));
});

it.each([
  ['bus', 'bu'],
  ['class', 'clas'],
  ['plan', 'plane'],
  ['analysis', 'analysi'],
  ['four', 'for'],
  ['source', 'sorce'],
])('keeps %s apart from %s', (one, other) => {
  expect(canonicalForm(one)).not.toBe(canonicalForm(other));
});

const course = {
  title: 'Knots',
  tags: ['ropes'],
  summary: 'Eight for life',
  lessons: [{ title: 'The bowline' }],
};

it('takes the title, tags, summary and titles of lessons of a course, without their contents', () => {
  const withContent = { ...course, lessons: [{ title: 'The bowline', content: 'Secret' }] };
  expect(searchWordsOf(withContent)).toEqual(
    expect.arrayContaining(['knots', 'ropes', 'eight', 'for', 'life', 'the', 'bowline']),
  );
  expect(searchWordsOf(withContent)).not.toContain('secret');
});

it('takes a bounded number of words of bounded length', () => {
  const lessons = Array.from({ length: 500 }, (_, at) => ({
    title: `a${at} b${at} c${at} ${'d'.repeat(150)}${at}`,
  }));
  const words = searchWordsOf({ ...course, lessons });
  expect(words.length).toBeLessThanOrEqual(2_000);
  expect(words).toContain('knots');
  expect(Math.max(...words.map(({ length }) => length))).toBeLessThanOrEqual(40);
});
