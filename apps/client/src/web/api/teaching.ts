import type { Course, CourseFields, LessonFields } from '@courses/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from './api';
import { readCourse } from './courses';
import { answerOf, ApiError } from './http';
import { keys } from './keys';

/** One's own courses in every status. */
export const useMyCourses = (instructorId: string) =>
  useInfiniteQuery({
    queryKey: keys.myCourses(instructorId),
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/courses', {
          params: { query: { instructorId, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });

/** The same key creates one course, however often it is sent. */
export const createCourse = (title: string, key: string) =>
  answerOf(api.POST('/v1/courses', { body: { title }, params: { header: { 'idempotency-key': key } } }));

const path = (courseId: string) => ({ courseId });
const versioned = (courseId: string, version: number) => ({
  params: { path: path(courseId), header: ifMatch(version) },
});

export const changeCourse = (courseId: string, body: Partial<CourseFields>, version: number) =>
  answerOf(api.PATCH('/v1/courses/{courseId}', { ...versioned(courseId, version), body }));

export const addLesson = (courseId: string, body: LessonFields, version: number) =>
  answerOf(api.POST('/v1/courses/{courseId}/lessons', { ...versioned(courseId, version), body }));

export const changeLesson = (
  courseId: string,
  lessonId: string,
  body: Partial<LessonFields>,
  version: number,
) =>
  answerOf(
    api.PATCH('/v1/courses/{courseId}/lessons/{lessonId}', {
      params: { path: { courseId, lessonId }, header: ifMatch(version) },
      body,
    }),
  );

export const removeLesson = (courseId: string, lessonId: string, version: number) =>
  answerOf(
    api.DELETE('/v1/courses/{courseId}/lessons/{lessonId}', {
      params: { path: { courseId, lessonId }, header: ifMatch(version) },
    }),
  );

export const reorderLessons = (courseId: string, lessonIds: string[], version: number) =>
  answerOf(
    api.PUT('/v1/courses/{courseId}/lesson-order', { ...versioned(courseId, version), body: { lessonIds } }),
  );

export const publishCourse = (courseId: string) =>
  answerOf(api.POST('/v1/courses/{courseId}/publish', { params: { path: path(courseId) } }));

export const archiveCourse = (courseId: string) =>
  answerOf(api.POST('/v1/courses/{courseId}/archive', { params: { path: path(courseId) } }));

/** Puts a course that was changed where the pages find it. */
export function useCourseChanged() {
  const cache = useQueryClient();
  return (course: Course) => {
    cache.setQueryData(keys.course(course.id), course);
    void cache.invalidateQueries({ queryKey: keys.allCourses });
  };
}

const mostAttempts = 5;

export const isStale = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'precondition-failed';

/**
 * Makes a change that is right whatever else was changed in the meantime, as long as `stillRight` says so of the newest state.
 * Fails with the ApiError of the last attempt.
 */
export async function changeLatest(
  course: Course,
  change: (version: number) => Promise<Course>,
  stillRight: (latest: Course) => boolean = () => true,
): Promise<Course> {
  let { version } = course;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(version);
    } catch (error) {
      if (!isStale(error) || attempt === mostAttempts) throw error;
      const latest = await readCourse(course.id);
      if (!stillRight(latest)) throw error;
      version = latest.version;
    }
  }
}
