import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** A certificate never changes. */
export const useCertificate = (certificateId: string) =>
  useQuery({
    queryKey: keys.certificate(certificateId),
    queryFn: ({ signal }) =>
      api('get', '/v1/certificates/:certificateId', { params: { certificateId }, signal }),
    staleTime: Infinity,
  });
