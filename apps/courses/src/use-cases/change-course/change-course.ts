import type { CourseFields } from '@courses/contracts';
import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { changeFields } from '../../domain/course';

export interface ChangeCourseCommand {
  courseId: string;
  fields: Partial<CourseFields>;
  expected: ExpectedVersions;
}

export const changeCourse =
  (courses: CourseRepository) =>
  async ({ courseId, fields, expected }: ChangeCourseCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(changeFields(course, fields, new Date().toISOString()));
  };
