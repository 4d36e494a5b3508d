import type { ProblemCode } from '@courses/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { ApiError } from './api-error';
import { keys } from './keys';

/** Null instead of a failure with one of these codes. */
async function nullFor<Data>(codes: ProblemCode[], reading: Promise<Data>): Promise<Data | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError && error.code && codes.includes(error.code)) return null;
    throw error;
  }
}

/** The seats of a course; null until its roster exists. Live changes keep it fresh. */
export const useRoster = (courseId: string) =>
  useQuery({
    queryKey: keys.roster(courseId),
    queryFn: ({ signal }) =>
      nullFor(['roster-not-found'], api('get', '/v1/rosters/:courseId', { params: { courseId }, signal })),
    retry: false,
    staleTime: 0,
  });

/** The user's place in a course; null without one, and until the roster of the course exists. */
export const usePlace = (courseId: string, enabled = true) =>
  useQuery({
    queryKey: keys.place(courseId),
    queryFn: async ({ signal }) => {
      const reading = api('get', '/v1/rosters/:courseId/my-enrollment', { params: { courseId }, signal });
      return (await nullFor(['roster-not-found'], reading))?.place ?? null;
    },
    enabled,
  });

/** Takes a seat or a place on the waiting list; idempotent, so a double click is harmless. */
export function useEnroll(courseId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api('put', '/v1/rosters/:courseId/my-enrollment', { params: { courseId } }),
    onSuccess: (place) => cache.setQueryData(keys.place(courseId), place),
    onSettled: () => refresh(cache, courseId),
  });
}

export function useWithdraw(courseId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api('delete', '/v1/rosters/:courseId/my-enrollment', { params: { courseId } }),
    onSuccess: () => {
      cache.setQueryData(keys.place(courseId), null);
      cache.removeQueries({ queryKey: keys.content(courseId) });
    },
    onSettled: () => refresh(cache, courseId),
  });
}

function refresh(cache: ReturnType<typeof useQueryClient>, courseId: string): void {
  for (const queryKey of [keys.roster(courseId), keys.place(courseId), keys.myEnrollments])
    void cache.invalidateQueries({ queryKey });
}
