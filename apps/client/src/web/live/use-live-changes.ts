import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveChange } from '../../shared/live-change';
import type { SystemEvent } from '../../shared/system-event';
import { keys } from '../api/keys';
import { awaitSeat } from '../api/seats';
import type { LiveMessage } from './live-source';
import { shareStream } from './share-stream';
import { emitSystemEvent } from '../api/system-events';

/**
 * Refetches what the server says has changed, while the page is visible. After a time without a stream everything in view is
 * refetched.
 */
export function useLiveChanges(userId: string | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let leave: (() => void) | undefined;
    let wasOpen = false;
    const receive = (message: LiveMessage) => {
      if (message.type === 'open') {
        if (message.isNew && wasOpen) invalidateContent(cache);
        // What was read before the stream began may have changed since. What failed would show its skeleton again.
        else void cache.refetchQueries({ type: 'active', stale: true, predicate: isReadContent });
        wasOpen = true;
      } else if (message.type === 'change') invalidate(cache, JSON.parse(message.data) as LiveChange);
      else if (message.type === 'event') emitSystemEvent(JSON.parse(message.data) as SystemEvent);
      else invalidateContent(cache);
    };
    const follow = () => {
      if (document.visibilityState === 'visible') leave ??= shareStream(userId, receive);
      else end();
    };
    const end = () => {
      leave?.();
      leave = undefined;
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      end();
    };
  }, [cache, userId]);
}

const isContent = ({ queryKey }: Pick<Query, 'queryKey'>) => queryKey[0] !== keys.session[0];
const isReadContent = (query: Query) => isContent(query) && query.state.data !== undefined;

const invalidateContent = (cache: QueryClient) => void cache.invalidateQueries({ predicate: isContent });

const keysOf: Record<LiveChange['what'], (courseId: string) => (readonly unknown[])[]> = {
  course: (courseId) => [keys.course(courseId), keys.content(courseId), keys.allCourses],
  roster: (courseId) => [keys.roster(courseId), keys.place(courseId), keys.people(courseId)],
  enrollment: (courseId) => [keys.place(courseId), keys.content(courseId), keys.myEnrollments],
  seat: (courseId) => [keys.place(courseId), keys.content(courseId), keys.myEnrollments],
};

/** The seats on the cards of a page, of which this course is one. */
const isRostersWith =
  (courseId: string) =>
  ({ queryKey: [name, courseIds] }: Pick<Query, 'queryKey'>) =>
    name === keys.rosters([])[0] && (courseIds as string[]).includes(courseId);

function invalidate(cache: QueryClient, { what, courseId }: LiveChange): void {
  // Fails as any other reading does; the next visit tells then.
  if (what === 'seat') awaitSeat(cache, courseId).catch(() => undefined);
  for (const queryKey of keysOf[what](courseId)) void cache.invalidateQueries({ queryKey });
  if (what === 'roster') void cache.invalidateQueries({ predicate: isRostersWith(courseId) });
}
