import { useMutation, useQueryClient } from '@tanstack/react-query';
import { requestJson } from '../../api/http';

interface Change {
  path: string;
  body: object;
}

/** Sends a change of the system; what the page shows of it comes from its state. */
export function useControl() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Change) =>
      requestJson<void>(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['session', 'system'] }),
  });
}

export const servicePath = (name: string) => `/system/services/${encodeURIComponent(name)}`;
export const queuePath = (name: string) => `/system/queues/${encodeURIComponent(name)}`;
