import type { Course } from '@courses/contracts';
import { loadOwnCourse, type Edit } from '../../domain/load-course';
import { publish } from '../../domain/course';
import type { Stores } from '../../stores';

export const publishCourse =
  ({ courses, now }: Stores) =>
  async (edit: Edit): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(publish(course, now().toISOString()));
  };
