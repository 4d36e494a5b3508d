import { identityApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { listInstructors } from './list-instructors';

export const listInstructorsRoute = (list: ReturnType<typeof listInstructors>) =>
  route(identityApi.listInstructors, async ({ query }) => ({ body: { items: await list(query.ids) } }));
