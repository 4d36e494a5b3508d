import type { Authentication } from '@courses/auth';
import type { ResponseCache, Route } from '@courses/http-kit';
import type { Stores } from './stores';
import { createCourse } from './use-cases/create-course/create-course';
import { createCourseRoute } from './use-cases/create-course/create-course.route';
import { listCourses } from './use-cases/list-courses/list-courses';
import { listCoursesRoute } from './use-cases/list-courses/list-courses.route';
import { readCourse } from './use-cases/read-course/read-course';
import { readCourseRoute } from './use-cases/read-course/read-course.route';
import { duplicateCourse } from './use-cases/duplicate-course/duplicate-course';
import { duplicateCourseRoute } from './use-cases/duplicate-course/duplicate-course.route';
import { readCourseContent } from './use-cases/read-course-content/read-course-content';
import { readCourseContentRoute } from './use-cases/read-course-content/read-course-content.route';
import { changeCourse } from './use-cases/change-course/change-course';
import { changeCourseRoute } from './use-cases/change-course/change-course.route';
import { publishCourse } from './use-cases/publish-course/publish-course';
import { publishCourseRoute } from './use-cases/publish-course/publish-course.route';
import { archiveCourse } from './use-cases/archive-course/archive-course';
import { archiveCourseRoute } from './use-cases/archive-course/archive-course.route';
import { addLesson } from './use-cases/add-lesson/add-lesson';
import { addLessonRoute } from './use-cases/add-lesson/add-lesson.route';
import { changeLesson } from './use-cases/change-lesson/change-lesson';
import { changeLessonRoute } from './use-cases/change-lesson/change-lesson.route';
import { removeLesson } from './use-cases/remove-lesson/remove-lesson';
import { removeLessonRoute } from './use-cases/remove-lesson/remove-lesson.route';
import { reorderLessons } from './use-cases/reorder-lessons/reorder-lessons';
import { reorderLessonsRoute } from './use-cases/reorder-lessons/reorder-lessons.route';

export const routes = (auth: Authentication, stores: Stores, responseCache: ResponseCache): Route[] => [
  createCourseRoute(auth, createCourse(stores)),
  duplicateCourseRoute(auth, duplicateCourse(stores)),
  listCoursesRoute(auth, listCourses(stores), responseCache),
  readCourseRoute(auth, readCourse(stores), responseCache),
  readCourseContentRoute(auth, readCourseContent(stores)),
  changeCourseRoute(auth, changeCourse(stores)),
  publishCourseRoute(auth, publishCourse(stores)),
  archiveCourseRoute(auth, archiveCourse(stores)),
  addLessonRoute(auth, addLesson(stores)),
  changeLessonRoute(auth, changeLesson(stores)),
  removeLessonRoute(auth, removeLesson(stores)),
  reorderLessonsRoute(auth, reorderLessons(stores)),
];
