import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { archive } from '../../domain/course';

export interface ArchiveCourseCommand {
  courseId: string;
  expected: ExpectedVersions;
}

export const archiveCourse =
  (courses: CourseRepository) =>
  async ({ courseId, expected }: ArchiveCourseCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(archive(course, new Date().toISOString()));
  };
