import { enrollmentsApi } from '@courses/contracts';
import { route } from '@courses/http-kit';
import type { readCertificate } from './read-certificate';

export const readCertificateRoute = (read: ReturnType<typeof readCertificate>) =>
  route(enrollmentsApi.readCertificate, async ({ params }) => ({ body: await read(params.certificateId) }));
