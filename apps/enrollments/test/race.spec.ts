import { enrollmentConfirmed, enrollmentWaitlisted, type Place } from '@courses/contracts';
import { recordEvents, waitFor } from '@courses/testing';
import { startRosters, type Rosters } from './rosters';

const [seats, count, concurrency] = [1_000, 2_000, 200];

let rosters: Rosters;

beforeAll(async () => {
  rosters = await startRosters();
});
afterAll(() => rosters.stop());

async function race<T, R>(runners: T[], run: (runner: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...runners];
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) results.push(await run(next));
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return results;
}

it('assigns 1,000 seats to 2,000 concurrent students, puts 1,000 on the waiting list, and publishes an event for each', async () => {
  const [confirmed, waitlisted] = [
    await recordEvents(rosters.backingServices, enrollmentConfirmed),
    await recordEvents(rosters.backingServices, enrollmentWaitlisted),
  ];
  const course = await rosters.opened({ capacity: seats });
  const students = await Promise.all(Array.from({ length: count }, () => rosters.student()));
  const url = `${rosters.url}/v1/rosters/${course.id}/my-enrollment`;
  const started = performance.now();
  const places = await race(students, async ({ headers }) => {
    const response = await fetch(url, { method: 'PUT', headers });
    expect(response.status).toBe(200);
    return (await response.json()) as Place;
  });
  const perSecond = Math.round((1_000 * count) / (performance.now() - started));
  process.stdout.write(`${count} enrollments over HTTP, ${perSecond} a second\n`);

  const idsOf = (status: string) => places.filter((place) => place.status === status).map(({ id }) => id);
  expect(idsOf('confirmed')).toHaveLength(seats);
  expect(idsOf('waiting')).toHaveLength(count - seats);
  expect(new Set(places.map(({ studentId }) => studentId)).size).toBe(count);
  const { body: roster } = await rosters.request.get(`/v1/rosters/${course.id}`).expect(200);
  expect(roster).toMatchObject({ seatsTaken: seats, seatsLeft: 0, waiting: count - seats });
  const subjectsOf = ({ messages }: { messages: { subject: string }[] }) =>
    [...new Set(messages.map(({ subject }) => subject))].sort();
  await waitFor('every event', () => subjectsOf(confirmed).length + subjectsOf(waitlisted).length === count);
  expect(subjectsOf(confirmed)).toEqual(idsOf('confirmed').sort());
  expect(subjectsOf(waitlisted)).toEqual(idsOf('waiting').sort());
  await Promise.all([confirmed.stop(), waitlisted.stop()]);
});
