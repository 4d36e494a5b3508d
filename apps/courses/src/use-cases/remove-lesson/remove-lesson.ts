import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { removeLesson as removeOne } from '../../domain/lessons';

export interface RemoveLessonCommand {
  courseId: string;
  lessonId: string;
  expected: ExpectedVersions;
}

export const removeLesson =
  (courses: CourseRepository) =>
  async ({ courseId, lessonId, expected }: RemoveLessonCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(removeOne(course, lessonId, new Date().toISOString()));
  };
