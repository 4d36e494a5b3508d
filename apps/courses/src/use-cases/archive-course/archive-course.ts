import type { Course } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { archive } from '../../domain/course';
import type { Stores } from '../../stores';

export const archiveCourse =
  ({ courses, now }: Stores) =>
  async (edit: Edit): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(archive(course, now().toISOString()));
  };
