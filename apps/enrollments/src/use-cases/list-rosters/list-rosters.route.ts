import { enrollmentsApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { listRosters } from './list-rosters';

export const listRostersRoute = (list: ReturnType<typeof listRosters>) =>
  route(enrollmentsApi.listRosters, async ({ query }) => ({ body: { items: await list(query.courseIds) } }));
