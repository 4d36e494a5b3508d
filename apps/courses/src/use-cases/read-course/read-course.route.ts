import { coursesApi } from '@courses/contracts';
import { etagOf, route } from '@courses/http-kit';
import type { readCourse } from './read-course';

export const readCourseRoute = (read: ReturnType<typeof readCourse>) =>
  route(coursesApi.readCourse, async ({ params }) => {
    const course = await read(params.courseId);
    return { body: course, etag: etagOf(course.version) };
  });
