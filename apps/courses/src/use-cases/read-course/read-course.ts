import type { Course, User } from '@courses/contracts';
import { loadCourse } from '../../domain/load-course';
import type { Stores } from '../../stores';

export const readCourse =
  ({ courses }: Stores) =>
  (courseId: string, reader: User | undefined): Promise<Course> =>
    loadCourse(courses, courseId, reader);
