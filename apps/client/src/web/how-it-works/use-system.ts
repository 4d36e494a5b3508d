import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { requestJson } from '../api/http';
import { onSystemEvent } from '../api/system-events';
import type { SystemState, SystemEvent } from '../../shared/system-state';

const refetchIntervalMs = 1_000;
const maxEvents = 30;

export const useSystemState = () =>
  useQuery({
    queryKey: ['session', 'system'],
    queryFn: ({ signal }) => requestJson<SystemState>('/system', { signal }),
    refetchInterval: refetchIntervalMs,
    staleTime: 0,
    retry: false,
  });

/** The events since the page was opened, newest first. */
export function useSystemEvents(): SystemEvent[] {
  const [events, setEvents] = useState<SystemEvent[]>([]);
  useEffect(
    () =>
      onSystemEvent((event) =>
        setEvents((before) => [event, ...before.filter(({ id }) => id !== event.id)].slice(0, maxEvents)),
      ),
    [],
  );
  return events;
}
