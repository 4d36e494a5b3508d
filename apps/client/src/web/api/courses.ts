import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CatalogFilters } from './catalog-filters';
import { api } from './api';
import { answerOf } from './http';
import { keys } from './keys';

const pageSize = 12;

/** Published courses, page by page. While other filters load, the courses of the former ones stay. */
export const useCourses = (filters: CatalogFilters) =>
  useInfiniteQuery({
    queryKey: keys.courses(filters),
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/v1/courses', { params: { query: courseQuery(filters, pageParam) }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useCourse = (courseId: string) =>
  useQuery({
    queryKey: keys.course(courseId),
    queryFn: ({ signal }) => readCourse(courseId, signal),
  });

export const readCourse = (courseId: string, signal?: AbortSignal) =>
  answerOf(
    api.GET('/v1/courses/{courseId}', { params: { path: { courseId } }, ...(signal ? { signal } : {}) }),
  );

function courseQuery({ search, level, tag, sort }: CatalogFilters, cursor: string) {
  return {
    status: 'published' as const,
    limit: pageSize,
    sort,
    ...(search ? { search } : {}),
    ...(level ? { level } : {}),
    ...(tag ? { tag } : {}),
    ...(cursor ? { cursor } : {}),
  };
}
