import type { Course, User } from '@courses/contracts';
import { loadContent } from '../../domain/load-course';
import type { Stores } from '../../stores';

export const readCourseContent =
  (stores: Stores) =>
  (courseId: string, reader: User): Promise<Course> =>
    loadContent(stores, courseId, reader);
