import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Trace, TraceList } from '../../../shared/trace';
import { requestJson } from '../../api/http';
import { onSystemEvent } from '../../api/system-events';

const tracesKey = ['session', 'traces'];

/** One event follows another, and the spans after the last end a little later. */
const refetchDelayMs = 1_000;
/** For what no event tells of, such as a retry. */
const refetchIntervalMs = 10_000;

export const useTraces = () =>
  useQuery({
    queryKey: tracesKey,
    queryFn: ({ signal }) => requestJson<TraceList>('/system/traces', { signal }),
    refetchInterval: refetchIntervalMs,
    staleTime: 0,
    retry: false,
  });

/** A trace grows until its last consumer is done. */
export const useTrace = (traceId: string) =>
  useQuery({
    queryKey: [...tracesKey, traceId],
    queryFn: ({ signal }) => requestJson<Trace>(`/system/traces/${encodeURIComponent(traceId)}`, { signal }),
    refetchInterval: ({ state }) => (state.error ? false : refetchIntervalMs),
    staleTime: 0,
    retry: false,
  });

/** Refetches what is shown after events, at most once a second. */
export function useRefetchAfterEvents(): void {
  const cache = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = () => {
      timer = undefined;
      void cache.invalidateQueries({ queryKey: tracesKey });
    };
    const end = onSystemEvent(() => {
      timer ??= setTimeout(refetch, refetchDelayMs);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [cache]);
}
