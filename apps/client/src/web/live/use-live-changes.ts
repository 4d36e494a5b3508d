import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveChange } from '../../shared/live-change';
import { keys } from '../api/keys';

/** Browsers reconnect by themselves after a lost connection, but not after a response that is no stream. */
const reconnectDelayMs = 5_000;

/**
 * Refetches what the server says has changed, while the page is visible: each stream takes one of the few connections that
 * a browser has for a server. After a time without a stream everything in view is refetched.
 */
export function useLiveChanges(userId: string | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let source: EventSource | undefined;
    let missed = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/live');
      source.onopen = () => {
        if (missed) void cache.invalidateQueries({ predicate: isContent });
        // What was read before the stream began may have changed since.
        else void cache.refetchQueries({ type: 'active', stale: true, predicate: isContent });
        missed = false;
      };
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        close();
        timer = setTimeout(follow, reconnectDelayMs);
      };
      source.addEventListener('change', ({ data }: MessageEvent<string>) =>
        invalidate(cache, JSON.parse(data) as LiveChange),
      );
      source.addEventListener('reset', () => void cache.invalidateQueries({ predicate: isContent }));
    };
    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
      missed = true;
    };
    const follow = () => {
      if (document.visibilityState !== 'visible') close();
      else if (!source) open();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, [cache, userId]);
}

const isContent = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== keys.session[0];

const keysOf: Record<LiveChange['what'], (courseId: string) => (readonly unknown[])[]> = {
  course: (courseId) => [keys.course(courseId), keys.allCourses],
  roster: (courseId) => [keys.roster(courseId), keys.place(courseId), keys.people(courseId)],
  enrollment: (courseId) => [keys.place(courseId), keys.myEnrollments],
};

function invalidate(cache: QueryClient, { what, courseId }: LiveChange): void {
  for (const queryKey of keysOf[what](courseId)) void cache.invalidateQueries({ queryKey });
}
