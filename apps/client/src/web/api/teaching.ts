import type { Course, CourseChanges, CourseStatus, LessonFields } from '@courses/contracts';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from './api';
import { ApiError } from './api-error';
import { readContent } from './content';
import { keys } from './keys';

/** The instructor's own courses in every status. */
export const useMyCourses = (instructorId: string) =>
  useInfiniteQuery({
    queryKey: keys.myCourses(instructorId),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/courses', { query: { instructorId, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

/** The courses of every instructor, in one status or in all; for admins. */
export const useAllCourses = (status: CourseStatus | undefined) =>
  useInfiniteQuery({
    queryKey: keys.everyCourse(status ?? ''),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/courses', { query: { status, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

/** The same key creates one course, however often it is sent. */
export const createCourse = (title: string, key: string) =>
  api('post', '/v1/courses', { body: { title }, headers: { 'idempotency-key': key } });

/** The same key creates one copy, however often it is sent. */
export const duplicateCourse = (courseId: string, key: string) =>
  api('post', '/v1/courses/:courseId/duplicate', {
    params: { courseId },
    headers: { 'idempotency-key': key },
  });

export const changeCourse = (courseId: string, body: CourseChanges, version: number) =>
  api('patch', '/v1/courses/:courseId', { params: { courseId }, headers: ifMatch(version), body });

export const addLesson = (courseId: string, body: LessonFields, version: number) =>
  api('post', '/v1/courses/:courseId/lessons', { params: { courseId }, headers: ifMatch(version), body });

export const changeLesson = (
  courseId: string,
  lessonId: string,
  body: Partial<LessonFields>,
  version: number,
) =>
  api('patch', '/v1/courses/:courseId/lessons/:lessonId', {
    params: { courseId, lessonId },
    headers: ifMatch(version),
    body,
  });

export const removeLesson = (courseId: string, lessonId: string, version: number) =>
  api('delete', '/v1/courses/:courseId/lessons/:lessonId', {
    params: { courseId, lessonId },
    headers: ifMatch(version),
  });

export const reorderLessons = (courseId: string, lessonIds: string[], version: number) =>
  api('put', '/v1/courses/:courseId/lesson-order', {
    params: { courseId },
    headers: ifMatch(version),
    body: { lessonIds },
  });

export const publishCourse = (courseId: string) =>
  api('post', '/v1/courses/:courseId/publish', { params: { courseId } });

export const archiveCourse = (courseId: string) =>
  api('post', '/v1/courses/:courseId/archive', { params: { courseId } });

/** Puts a changed course into the cache. */
export function useCourseChanged() {
  const cache = useQueryClient();
  return (course: Course) => {
    cache.setQueryData(keys.content(course.id), course);
    void cache.invalidateQueries({ queryKey: keys.course(course.id) });
    void cache.invalidateQueries({ queryKey: keys.allCourses });
  };
}

const maxAttempts = 5;

export const isStale = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'precondition-failed';

/**
 * Makes a change that holds whatever else changed in the meantime, retried on the latest version as long as `stillValid`
 * accepts that. Fails with the ApiError of the last attempt.
 */
export async function changeLatest(
  course: Course,
  change: (version: number) => Promise<Course>,
  stillValid: (latest: Course) => boolean = () => true,
): Promise<Course> {
  let { version } = course;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(version);
    } catch (error) {
      if (!isStale(error) || attempt === maxAttempts) throw error;
      const latest = await readContent(course.id);
      if (!stillValid(latest)) throw error;
      version = latest.version;
    }
  }
}
