import { guardedRoute, type Authentication } from '@courses/auth';
import { enrollmentsApi } from '@courses/contracts';
import { toCsv } from './csv';
import type { exportRoster } from './export-roster';

export const exportRosterRoute = (auth: Authentication, exporting: ReturnType<typeof exportRoster>) =>
  guardedRoute(auth, enrollmentsApi.exportRoster, async ({ params, user }) => ({
    body: toCsv(await exporting({ ...params, user })),
    filename: 'roster.csv',
  }));
