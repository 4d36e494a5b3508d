import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { archive } from '../../domain/course';

export const archiveCourse =
  (courses: CourseRepository) =>
  async (edit: Edit): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(archive(course, new Date().toISOString()));
  };
