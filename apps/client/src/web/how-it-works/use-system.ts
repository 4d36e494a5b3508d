import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { requestJson } from '../api/http';
import { onSystemEvent } from '../api/system-events';
import type { SystemEvent, SystemEventList } from '../../shared/system-event';
import type { SystemState } from '../../shared/system-state';

const refetchIntervalMs = 1_000;
const maxEvents = 100;
const eventsKey = ['session', 'system-events'];

export const useSystemState = () =>
  useQuery({
    queryKey: ['session', 'system'],
    queryFn: ({ signal }) => requestJson<SystemState>('/system', { signal }),
    refetchInterval: refetchIntervalMs,
    staleTime: 0,
    retry: false,
  });

/** The last events, newest first: those that the server remembers, and each that happens. */
export function useSystemEvents(): SystemEvent[] {
  const cache = useQueryClient();
  const { data } = useQuery({
    queryKey: eventsKey,
    queryFn: async ({ signal }) => {
      const { items } = await requestJson<SystemEventList>('/system/events', { signal });
      // What came over the stream meanwhile.
      return merge(cache.getQueryData<SystemEvent[]>(eventsKey) ?? [], items);
    },
    staleTime: 0,
    retry: false,
  });
  useEffect(
    () =>
      onSystemEvent((event) =>
        cache.setQueryData<SystemEvent[]>(eventsKey, (before = []) => merge([event], before)),
      ),
    [cache],
  );
  return data ?? [];
}

const maxMoving = 8;

/** Those that have just happened, newest first: the diagram shows them once, where they go. */
export function useMovingEvents(): SystemEvent[] {
  const [events, setEvents] = useState<SystemEvent[]>([]);
  useEffect(
    () => onSystemEvent((event) => setEvents((before) => merge([event], before).slice(0, maxMoving))),
    [],
  );
  return events;
}

/** Each once, newest first. */
function merge(newer: SystemEvent[], older: SystemEvent[]): SystemEvent[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))].slice(0, maxEvents);
}
