import type { CourseOutline, User } from '@courses/contracts';
import { loadCourse } from '../../domain/load-course';
import { outlineCourse } from '../../domain/outline-course';
import type { Stores } from '../../stores';

/** The same for everybody who may see the course, so that the response can be cached. */
export const readCourse =
  ({ courses }: Stores) =>
  async (courseId: string, reader: User | undefined): Promise<CourseOutline> =>
    outlineCourse(await loadCourse(courses, courseId, reader));
