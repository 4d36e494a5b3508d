import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from './api';
import type { CatalogFilters } from './catalog-filters';
import { keys } from './keys';

const pageSize = 12;

/** Published courses, page by page. While other filters load, the courses of the previous ones stay. */
export const useCourses = (filters: CatalogFilters) =>
  useInfiniteQuery({
    queryKey: keys.courses(filters),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/courses', { query: courseQuery(filters, pageParam), signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useCourse = (courseId: string) =>
  useQuery({
    queryKey: keys.course(courseId),
    queryFn: ({ signal }) => api('get', '/v1/courses/:courseId', { params: { courseId }, signal }),
  });

const courseQuery = ({ search, level, tag, sort }: CatalogFilters, cursor: string) => ({
  status: 'published' as const,
  limit: pageSize,
  sort,
  search,
  level: level || undefined,
  tag,
  cursor,
});
