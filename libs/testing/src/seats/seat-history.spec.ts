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

it('knows who sits and who waits', () => {
  const history = replay(1, 'ada sits', 'bob waits', 'eve waits', 'ada leaves', 'bob sits');
  expect(history).toMatchObject({ faults: [], seats: ['bob'], waiting: ['eve'], most: 1 });
  expect(history.states.get('ada')).toBe('withdrawn');
});

it('takes repeated events once, in whatever order they come', () => {
  const events = ['ada sits', 'bob waits', 'ada leaves', 'bob sits'].map((sentence, index) => {
    const [subject = '', verb] = sentence.split(' ') as [string, keyof typeof types];
    const data = { id: subject, studentId: subject, courseId: 'c', courseTitle: 'C', enrolledAt: 'now' };
    return { id: String(index), type: types[verb], subject, data };
  });
  expect(seatHistory([...events, ...events].reverse(), 1)).toMatchObject({ faults: [], seats: ['bob'] });
});

it.each([
  ['too many seats', ['ada sits', 'bob sits'], '2 seats are taken'],
  ['two places', ['ada sits', 'ada/2 waits'], 'ada has two places'],
  ['somebody who overtakes', ['ada sits', 'bob waits', 'ada leaves', 'eve sits'], 'eve overtakes who waits'],
  [
    'a wrong order',
    ['ada sits', 'bob waits', 'eve waits', 'ada leaves', 'eve sits'],
    'eve gets a seat, and is not the first who waits',
  ],
  ['a seat given twice', ['ada sits', 'ada sits'], 'ada gets a seat, and is not the first who waits'],
  ['a departure of nobody', ['ada leaves'], 'ada leaves, but is not there'],
])('finds %s', (_what, sentences, fault) => {
  expect(replay(1, ...sentences).faults).toContain(fault);
});
