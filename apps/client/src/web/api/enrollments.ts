import type { Place, Roster } from '@courses/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { answerOf, ApiError } from './http';
import { keys } from './keys';

/** Live changes tell of every seat; this is for when they do not come. */
const seatsEveryMs = 15_000;
const preparingEveryMs = 500;
/** A roster that has not appeared after so many looks is late; look less often. */
const looksBeforeLate = 30;

const byCourse = (courseId: string) => ({ params: { path: { courseId } } });

/** Null instead of a failure for what is not there (yet). */
async function nullFor<Data>(code: string, reading: Promise<Data>): Promise<Data | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError && error.code === code) return null;
    throw error;
  }
}

/** The seats of a course, kept fresh while the page is visible; null while its roster does not exist yet. */
export const useRoster = (courseId: string) =>
  useQuery<Roster | null>({
    queryKey: keys.roster(courseId),
    queryFn: ({ signal }) =>
      nullFor(
        'roster-not-found',
        answerOf(api.GET('/v1/rosters/{courseId}', { ...byCourse(courseId), signal })),
      ),
    retry: false,
    staleTime: 0,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data === null && dataUpdateCount < looksBeforeLate ? preparingEveryMs : seatsEveryMs,
  });

/** One's place in a course; null without one. */
export const usePlace = (courseId: string, enabled = true) =>
  useQuery<Place | null>({
    queryKey: keys.place(courseId),
    queryFn: ({ signal }) =>
      nullFor(
        'roster-not-found',
        nullFor(
          'enrollment-not-found',
          answerOf(api.GET('/v1/rosters/{courseId}/my-enrollment', { ...byCourse(courseId), signal })),
        ),
      ),
    enabled,
  });

/** Takes a seat or a place in the waiting list. Repeating it changes nothing, so a double click is harmless. */
export function useEnroll(courseId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.PUT('/v1/rosters/{courseId}/my-enrollment', byCourse(courseId))),
    onSuccess: (place) => cache.setQueryData(keys.place(courseId), place),
    onSettled: () => refresh(cache, courseId),
  });
}

export function useWithdraw(courseId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/rosters/{courseId}/my-enrollment', byCourse(courseId))),
    onSuccess: () => cache.setQueryData(keys.place(courseId), null),
    onSettled: () => refresh(cache, courseId),
  });
}

function refresh(cache: ReturnType<typeof useQueryClient>, courseId: string): void {
  void cache.invalidateQueries({ queryKey: keys.roster(courseId) });
  void cache.invalidateQueries({ queryKey: keys.place(courseId) });
  void cache.invalidateQueries({ queryKey: keys.myEnrollments });
}
