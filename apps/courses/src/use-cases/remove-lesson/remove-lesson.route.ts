import { coursesApi } from '@courses/contracts';
import { etagOf, requiredVersions, route } from '@courses/http-kit';
import type { removeLesson } from './remove-lesson';

export const removeLessonRoute = (remove: ReturnType<typeof removeLesson>) =>
  route(coursesApi.removeLesson, async ({ params, headers }) => {
    const course = await remove({ ...params, expected: requiredVersions(headers) });
    return { body: course, etag: etagOf(course.version) };
  });
