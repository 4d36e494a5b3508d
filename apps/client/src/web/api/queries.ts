import type { Course, CourseSummary, Page, Roster } from '@courses/contracts';
import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CatalogueFilters } from '../catalogue/filters';
import { ApiError, getJson } from './http';

const pageSize = 12;
const seatsEveryMs = 5_000;
const preparingEveryMs = 500;
/** A roster that has not appeared after so many looks is late; look less often. */
const looksBeforeLate = 30;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Offline is an error that we show, not a reason to wait without a word.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.isTemporary,
        retryDelay: 400,
      },
    },
  });

/** Published courses, page by page. While other filters load, the courses of the former ones stay. */
export const useCourses = (filters: CatalogueFilters) =>
  useInfiniteQuery({
    queryKey: ['courses', filters],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<CourseSummary>>(`/api/v1/courses?${courseQuery(filters, pageParam)}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useCourse = (courseId: string) =>
  useQuery({
    queryKey: ['course', courseId],
    queryFn: ({ signal }) => getJson<Course>(`/api/v1/courses/${encodeURIComponent(courseId)}`, signal),
  });

/** The seats of a course, kept fresh while the page is visible; null while its roster does not exist yet. */
export const useRoster = (courseId: string) =>
  useQuery({
    queryKey: ['roster', courseId],
    queryFn: ({ signal }) => readRoster(courseId, signal),
    retry: false,
    staleTime: 0,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data === null && dataUpdateCount < looksBeforeLate ? preparingEveryMs : seatsEveryMs,
  });

async function readRoster(courseId: string, signal: AbortSignal): Promise<Roster | null> {
  try {
    return await getJson<Roster>(`/api/v1/rosters/${encodeURIComponent(courseId)}`, signal);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'roster-not-found') return null;
    throw error;
  }
}

function courseQuery({ search, level, tag, sort }: CatalogueFilters, cursor: string): string {
  const query = new URLSearchParams({ status: 'published', limit: String(pageSize), sort });
  for (const [name, value] of Object.entries({ search, level, tag, cursor })) {
    if (value) query.set(name, value);
  }
  return query.toString();
}
