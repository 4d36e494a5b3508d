import { enrollmentsApi } from '@courses/contracts';
import { etagOf, route } from '@courses/http-kit';
import type { readRoster } from './read-roster';

export const readRosterRoute = (read: ReturnType<typeof readRoster>) =>
  route(enrollmentsApi.readRoster, async ({ params }) => {
    const roster = await read(params.courseId);
    return { body: roster, etag: etagOf(roster.version) };
  });
