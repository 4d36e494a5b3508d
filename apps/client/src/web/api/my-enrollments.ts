import type { Enrollment } from '@courses/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { answerOf, ApiError } from './http';
import { keys } from './keys';

/** The student's own view of an enrollment follows its roster a moment later. */
const looks = 20;
const lookEveryMs = 300;

export const useMyEnrollments = () =>
  useInfiniteQuery({
    queryKey: keys.myEnrollments,
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/enrollments', {
          params: { query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

export const useEnrollment = (enrollmentId: string | undefined) =>
  useQuery<Enrollment>({
    queryKey: keys.enrollment(enrollmentId ?? ''),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/enrollments/{enrollmentId}', {
          params: { path: { enrollmentId: enrollmentId ?? '' } },
          signal,
        }),
      ),
    enabled: enrollmentId !== undefined,
    retry: (failures, error) =>
      error instanceof ApiError &&
      (error.status === 404 ? failures < looks : error.isTemporary && failures < 1),
    retryDelay: lookEveryMs,
  });

/** Ticks a lesson off; repeating it changes nothing. */
export function useCompleteLesson(enrollmentId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (lessonId: string) =>
      answerOf(
        api.PUT('/v1/enrollments/{enrollmentId}/completed-lessons/{lessonId}', {
          params: { path: { enrollmentId, lessonId } },
        }),
      ),
    onSuccess: (enrollment) => {
      cache.setQueryData(keys.enrollment(enrollmentId), enrollment);
      void cache.invalidateQueries({ queryKey: keys.myEnrollments });
    },
  });
}
