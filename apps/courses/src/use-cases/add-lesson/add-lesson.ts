import type { LessonFields } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Course } from '../../domain/course';
import { loadCourse, type CourseRepository, type ExpectedVersions } from '../../domain/course-repository';
import { insertLesson } from '../../domain/lessons';

export interface AddLessonCommand {
  courseId: string;
  lesson: LessonFields;
  position: number | undefined;
  expected: ExpectedVersions;
}

export const addLesson =
  (courses: CourseRepository) =>
  async ({ courseId, lesson, position, expected }: AddLessonCommand): Promise<Course> => {
    const course = await loadCourse(courses, courseId, expected);
    return courses.save(
      insertLesson(course, { id: uuidv7(), ...lesson }, position, new Date().toISOString()),
    );
  };
