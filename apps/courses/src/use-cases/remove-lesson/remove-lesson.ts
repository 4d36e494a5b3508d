import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { removeLesson as removeOne } from '../../domain/lessons';

export interface RemoveLessonCommand extends Edit {
  lessonId: string;
}

export const removeLesson =
  (courses: CourseRepository) =>
  async ({ lessonId, ...edit }: RemoveLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(removeOne(course, lessonId, new Date().toISOString()));
  };
