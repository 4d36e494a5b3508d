import { publicData } from './public-data';

const studentId = '0190a000-0000-7000-8000-0000000000cc';

it('shows what is in the catalog, and hides the content of lessons', () => {
  const lesson = { id: 'l', title: 'One', durationMinutes: 5, content: 'x'.repeat(1_234) };
  const course = { id: 'c', title: 'Knots', tags: ['rope'], capacity: 3, lessons: [lesson] };
  expect(publicData(course, false)).toEqual({
    ...course,
    lessons: [{ ...lesson, content: '(hidden: 1,234 characters)' }],
  });
});

it('shortens the ids of people, and hides their names and addresses', () => {
  const data = { id: studentId, displayName: 'Secret', email: 'a@b.example', roles: ['student'] };
  expect(publicData(data, true)).toEqual({
    id: '…0000cc',
    displayName: '(hidden: 6 characters)',
    email: '(hidden: 11 characters)',
    roles: ['student'],
  });
  expect(publicData({ id: 'e', studentId, enrolledAt: '2026' }, false)).toEqual({
    id: 'e',
    studentId: '…0000cc',
    enrolledAt: '2026',
  });
});

it('hides a text that it does not know', () => {
  expect(publicData({ note: 'private' }, false)).toEqual({ note: '(hidden: 7 characters)' });
});
