import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { ApiError } from './api-error';
import { keys } from './keys';
import { retryOnce } from './query-client';

/** The courses service learns of a seat by an event: it is asked again after growing delays, for half a minute. */
const maxAttempts = 12;
const openingDelayMs = (failures: number) => Math.min(5_000, 200 * 1.5 ** failures);

export const isSeatRequired = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'seat-required';

/** A course with the content of its lessons; fails with `seat-required` for those who may not read them. */
export const readContent = (courseId: string, signal?: AbortSignal) =>
  api('get', '/v1/courses/:courseId/content', { params: { courseId }, ...(signal ? { signal } : {}) });

interface ContentOptions {
  /** The enrollment with the seat of the user, which the courses service may not know yet. */
  enrollmentId?: string | undefined;
  enabled?: boolean;
}

export function useContent(courseId: string, { enrollmentId, enabled = true }: ContentOptions = {}) {
  const cache = useQueryClient();
  const content = useQuery({
    queryKey: keys.content(courseId, enrollmentId),
    queryFn: async ({ signal }) => {
      try {
        return await readContent(courseId, signal);
      } catch (error) {
        // The seat may have been given up elsewhere.
        if (isSeatRequired(error) && enrollmentId)
          void cache.invalidateQueries({ queryKey: keys.place(courseId) });
        throw error;
      }
    },
    enabled,
    retry: (failures, error) =>
      isSeatRequired(error)
        ? enrollmentId !== undefined && failures < maxAttempts
        : retryOnce(failures, error),
    retryDelay: (failures, error) => (isSeatRequired(error) ? openingDelayMs(failures) : 400),
  });
  return { ...content, isOpening: content.isFetching && isSeatRequired(content.failureReason) };
}
