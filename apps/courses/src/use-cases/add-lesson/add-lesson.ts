import type { LessonFields } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Course } from '../../domain/course';
import { loadOwnCourse, type CourseRepository, type Edit } from '../../domain/course-repository';
import { insertLesson } from '../../domain/lessons';

export interface AddLessonCommand extends Edit {
  lesson: LessonFields;
  position: number | undefined;
}

export const addLesson =
  (courses: CourseRepository) =>
  async ({ lesson, position, ...edit }: AddLessonCommand): Promise<Course> => {
    const course = await loadOwnCourse(courses, edit);
    return courses.save(
      insertLesson(course, { id: uuidv7(), ...lesson }, position, new Date().toISOString()),
    );
  };
