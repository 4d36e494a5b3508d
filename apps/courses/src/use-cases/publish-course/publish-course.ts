import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { publish } from '../../domain/course';

export const publishCourse =
  (courses: CourseRepository) =>
  async (edit: Edit): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(publish(course, new Date().toISOString()));
  };
