import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions, route } from '@courses/http-kit';
import type { addLesson } from './add-lesson';

export const addLessonRoute = (add: ReturnType<typeof addLesson>) =>
  route(coursesApi.addLesson, async ({ params, body: { position, ...lesson }, headers }) => {
    const course = await add({ ...params, lesson, position, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
