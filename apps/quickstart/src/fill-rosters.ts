import { setTimeout as pause } from 'node:timers/promises';
import type { Roster } from '@courses/contracts';
import { studentIds } from '../demo/seeded-people';
import type { FilledCourse } from './fill-catalog';
import { send } from './send';

/** Gives each course its students, through the API of enrollments. Returns the id of the one with the fewest free seats. */
export async function fillRosters(
  enrollmentsUrl: string,
  courses: FilledCourse[],
  tokens: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  await allRosters(enrollmentsUrl, courses);
  for (const [index, { id, students }] of courses.entries()) {
    const url = `${enrollmentsUrl}/v1/rosters/${id}/my-enrollment`;
    await Promise.all(
      pick(index, students).map((student) => send('PUT', url, { token: tokens.get(student) as string })),
    );
  }
  const free = (await allRosters(enrollmentsUrl, courses)).filter(({ seatsLeft }) => seatsLeft > 0);
  return free.sort((a, b) => a.seatsLeft - b.seatsLeft)[0]?.courseId;
}

/** Other students for each course. */
const pick = (course: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => studentIds[(course * 5 + at) % studentIds.length] as string);

/** A roster exists one event after its course. */
async function allRosters(enrollmentsUrl: string, courses: FilledCourse[]): Promise<Roster[]> {
  const ids = courses.map(({ id }) => id).join(',');
  for (;;) {
    const { items } = (await send('GET', `${enrollmentsUrl}/v1/rosters?courseIds=${ids}`)) as {
      items: Roster[];
    };
    if (items.length === courses.length) return items;
    await pause(10);
  }
}
