import type { CourseSummary, Roster } from '@courses/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** Names seldom change, and nothing tells the page when they do. */
const namesStaleMs = 300_000;

/** What a card says beside its course; undefined until it is read, and where there is none. */
export interface CardFacts {
  instructor: string | undefined;
  roster: Roster | undefined;
}

/** The instructors' names and the seats of some courses: one request each, after the list. */
export function useCardFacts(courses: readonly CourseSummary[]): (course: CourseSummary) => CardFacts {
  const courseIds = courses.map(({ id }) => id);
  const { data: rosters } = useQuery({
    queryKey: keys.rosters(courseIds),
    queryFn: async ({ signal }) => (await api('get', '/v1/rosters', { query: { courseIds }, signal })).items,
    enabled: courseIds.length > 0,
    placeholderData: keepPreviousData,
  });
  const names = useInstructorNames(courses.map(({ instructorId }) => instructorId));
  return ({ id, instructorId }) => ({
    instructor: names?.get(instructorId),
    roster: rosters?.find(({ courseId }) => courseId === id),
  });
}

/** By id, without those who are unknown; undefined until they are read. */
export function useInstructorNames(instructorIds: readonly string[]): Map<string, string> | undefined {
  const ids = [...new Set(instructorIds)].sort();
  const { data } = useQuery({
    queryKey: keys.instructors(ids),
    queryFn: async ({ signal }) => (await api('get', '/v1/instructors', { query: { ids }, signal })).items,
    enabled: ids.length > 0,
    staleTime: namesStaleMs,
    placeholderData: keepPreviousData,
  });
  return data && new Map(data.map(({ id, displayName }) => [id, displayName]));
}
