import { enrollmentConfirmed, enrollmentWaitlisted, enrollmentWithdrawn } from '@courses/contracts';
import { seatHistory } from './seat-history';

const types = {
  waits: enrollmentWaitlisted.type,
  sits: enrollmentConfirmed.type,
  leaves: enrollmentWithdrawn.type,
};

/** `ada sits` is an event about the enrollment of the student Ada; `ada/2 sits` about her second one. */
const replay = (capacity: number, ...sentences: string[]) =>
  seatHistory(
    sentences.map((sentence, index) => {
      const [subject = '', verb] = sentence.split(' ') as [string, keyof typeof types];
      const [studentId = ''] = subject.split('/');
      const data = { id: subject, studentId, courseId: 'c', courseTitle: 'C', enrolledAt: 'now' };
      return { id: String(index).padStart(3, '0'), type: types[verb], subject, data };
    }),
    capacity,
  );

it('rebuilds the seats and the waiting list', () => {
  const history = replay(1, 'ada sits', 'bob waits', 'eve waits', 'ada leaves', 'bob sits');
  expect(history).toMatchObject({ violations: [], seats: ['bob'], waiting: ['eve'], maxTaken: 1 });
  expect(history.states.get('ada')).toBe('withdrawn');
});

it('applies duplicate and reordered events once and in order', () => {
  const events = ['ada sits', 'bob waits', 'ada leaves', 'bob sits'].map((sentence, index) => {
    const [subject = '', verb] = sentence.split(' ') as [string, keyof typeof types];
    const data = { id: subject, studentId: subject, courseId: 'c', courseTitle: 'C', enrolledAt: 'now' };
    return { id: String(index), type: types[verb], subject, data };
  });
  expect(seatHistory([...events, ...events].reverse(), 1)).toMatchObject({ violations: [], seats: ['bob'] });
});

it.each([
  ['too many seats', ['ada sits', 'bob sits'], '2 seats are taken'],
  ['two enrollments of a student', ['ada sits', 'ada/2 waits'], 'ada has two enrollments'],
  [
    'a seat given before the waiting list',
    ['ada sits', 'bob waits', 'ada leaves', 'eve sits'],
    'eve got a seat before the waiting list',
  ],
  [
    'a wrong order of the waiting list',
    ['ada sits', 'bob waits', 'eve waits', 'ada leaves', 'eve sits'],
    'eve got a seat without being first on the waiting list',
  ],
  ['a seat given twice', ['ada sits', 'ada sits'], 'ada got a seat without being first on the waiting list'],
  [
    'a withdrawal of a student who is not enrolled',
    ['ada leaves'],
    'ada was withdrawn without being enrolled',
  ],
])('finds %s', (_what, sentences, fault) => {
  expect(replay(1, ...sentences).violations).toContain(fault);
});
