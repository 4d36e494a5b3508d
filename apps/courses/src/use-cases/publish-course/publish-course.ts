import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { publish } from '../../domain/course';

export interface PublishCourseCommand {
  courseId: string;
  expected: ExpectedVersions;
}

export const publishCourse =
  (courses: CourseRepository) =>
  async ({ courseId, expected }: PublishCourseCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(publish(course, new Date().toISOString()));
  };
