import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, readFile } from './api';
import { keys } from './keys';

/** The enrolled students or the waiting list of a course, for those who teach it. */
export const usePeople = (courseId: string, list: 'enrollments' | 'waiting-list') =>
  useInfiniteQuery({
    queryKey: [...keys.people(courseId), list],
    queryFn: ({ pageParam, signal }) =>
      api('get', `/v1/rosters/:courseId/${list}`, {
        params: { courseId },
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

/** Removes a student from a course; idempotent. */
export function useRemoveStudent(courseId: string, enrollmentId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      api('put', '/v1/rosters/:courseId/enrollments/:enrollmentId/removal', {
        params: { courseId, enrollmentId },
        body: { note },
      }),
    onSettled: () => {
      for (const queryKey of [keys.people(courseId), keys.roster(courseId)])
        void cache.invalidateQueries({ queryKey });
    },
  });
}

/** All seats and the waiting list, as a CSV file. */
export const readRosterFile = (courseId: string): Promise<Blob> =>
  readFile(`/v1/rosters/${encodeURIComponent(courseId)}/export`);
