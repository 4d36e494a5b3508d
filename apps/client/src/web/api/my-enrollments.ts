import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { ApiError } from './api-error';
import { keys } from './keys';

/** The enrollment is a projection of the roster, and appears a moment after the seat. */
const maxAttempts = 20;
const retryDelayMs = 300;

export const useMyEnrollments = () =>
  useInfiniteQuery({
    queryKey: keys.myEnrollments,
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/enrollments', { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

export const useEnrollment = (enrollmentId: string | undefined) =>
  useQuery({
    queryKey: keys.enrollment(enrollmentId ?? ''),
    queryFn: ({ signal }) =>
      api('get', '/v1/enrollments/:enrollmentId', { params: { enrollmentId: enrollmentId ?? '' }, signal }),
    enabled: enrollmentId !== undefined,
    retry: (failures, error) =>
      error instanceof ApiError &&
      (error.status === 404 ? failures < maxAttempts : error.isTemporary && failures < 1),
    retryDelay: retryDelayMs,
  });

/** Marks a lesson as done or as not done; idempotent. */
export function useMarkLesson(enrollmentId: string, as: 'done' | 'not done') {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (lessonId: string) =>
      api(as === 'done' ? 'put' : 'delete', '/v1/enrollments/:enrollmentId/completed-lessons/:lessonId', {
        params: { enrollmentId, lessonId },
      }),
    onSuccess: (enrollment) => {
      cache.setQueryData(keys.enrollment(enrollmentId), enrollment);
      void cache.invalidateQueries({ queryKey: keys.myEnrollments });
    },
  });
}
