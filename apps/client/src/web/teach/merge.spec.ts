import { merge } from './merge';

const base = { title: 'Knots', capacity: 10, tags: ['rope'] };

it.each([
  ['nothing was changed', {}, {}, {}, []],
  ['only I changed something', { title: 'Bends' }, {}, { title: 'Bends' }, []],
  ['only they changed something', {}, { capacity: 20 }, {}, []],
  ['we changed different things', { title: 'Bends' }, { capacity: 20 }, { title: 'Bends' }, []],
  ['we changed the same to the same', { tags: ['a', 'b'] }, { tags: ['a', 'b'] }, {}, []],
  ['we changed the same to different things', { title: 'Bends' }, { title: 'Hitches' }, {}, ['title']],
  [
    'we changed one field to different things, and others alone',
    { title: 'Bends', tags: [] },
    { title: 'Hitches', capacity: 1 },
    { tags: [] },
    ['title'],
  ],
])('merges when %s', (_case, mine, theirs, changes, conflicts) => {
  expect(merge(base, { ...base, ...mine }, { ...base, ...theirs })).toEqual({ changes, conflicts });
});
