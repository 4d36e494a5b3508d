import { affectedPerson } from '../src/service/affected-person';

const event = (type: string, example: object, isCourse = false) => ({
  type,
  source: '',
  contract: '',
  example,
  isCourse,
});

test.each([
  ['the student', event('enrollment.confirmed.v1', { id: 'e', studentId: 's' }), 'data.studentId'],
  ['the instructor', event('course.published.v1', { id: 'c', instructorId: 'i' }, true), 'data.instructorId'],
  [
    'the student rather than the instructor',
    event('x.done.v1', { instructorId: 'i', studentId: 's' }),
    'data.studentId',
  ],
  ['whose account it is', event('account.locked.v1', { reason: 'x' }), 'subject'],
])('an event is about %s', (_who, known, person) => {
  expect(affectedPerson(known).person).toBe(person);
});

test('an event that names nobody is about nobody, and its example stays as it is', () => {
  expect(affectedPerson(event('rate.changed.v1', { id: 'r', byWhomId: 'x' }))).toEqual({
    exampleData: '{"id":"r","byWhomId":"x"}',
  });
});

test.each([
  [event('enrollment.confirmed.v1', { id: 'e', studentId: 's' }), '{"id":"e","studentId":personId}'],
  [event('course.published.v1', { instructorId: 'i' }, true), 'aCourse({"instructorId":personId})'],
  [event('account.registered.v1', { id: 'a', displayName: 'Ada' }), '{"id":personId,"displayName":"Ada"}'],
  [event('account.locked.v1', { reason: 'x' }), '{"reason":"x"}'],
])('the example of %j is about a person of the test', (known, code) => {
  expect(affectedPerson(known).exampleData).toBe(code);
});
