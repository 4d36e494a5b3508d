import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys';
import type { LiveChange } from '../../shared/live-change';

/** A change of a course reaches its roster a moment after us. */
const rosterFollowsMs = 1_000;

/** Browsers come back by themselves after a lost connection, but not after an answer that is no stream. */
const reopenAfterMs = 5_000;

/**
 * Reads again what the server says has changed, while the page is visible: each stream takes one of the few connections that
 * a browser has for a server. After a time without a stream everything in view is read again.
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
        missed = false;
      };
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        close();
        timer = setTimeout(follow, reopenAfterMs);
      };
      source.addEventListener('change', ({ data }: MessageEvent<string>) =>
        apply(cache, JSON.parse(data) as LiveChange),
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

function apply(cache: QueryClient, { what, courseId }: LiveChange): void {
  const old = (...list: (readonly unknown[])[]) => {
    for (const queryKey of list) void cache.invalidateQueries({ queryKey });
  };
  const seats = [keys.roster(courseId), keys.place(courseId), keys.people(courseId)];
  if (what === 'roster') old(...seats);
  if (what === 'enrollment') old(keys.place(courseId), keys.myEnrollments);
  if (what !== 'course') return;
  old(keys.course(courseId), keys.allCourses);
  setTimeout(() => old(...seats), rosterFollowsMs);
}
