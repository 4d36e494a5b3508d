import type { Course } from '@courses/contracts';
import instructors from '../demo/instructors.json';
import { readDemoCourses, type DemoCourse } from '../demo/read-demo-courses';
import type { CatalogAuthors } from './register-people';
import { send } from './send';

/** The demo instructor who has an account. */
const registeredInstructor = instructors['amara-okafor'].id;

/** Fills an empty catalog through the API of courses, as an admin. Returns the number of courses created. */
export async function fillCatalog(
  coursesUrl: string,
  folder: string,
  { adminToken, instructorId }: CatalogAuthors,
): Promise<number> {
  const url = `${coursesUrl}/v1/courses`;
  const { items } = (await send('GET', `${url}?limit=1`)) as { items: unknown[] };
  if (items.length > 0) return 0;
  const courses = readDemoCourses(folder);
  for (const course of courses) {
    const own = course.instructorId === registeredInstructor ? { ...course, instructorId } : course;
    await create(url, adminToken, own);
  }
  return courses.length;
}

async function create(url: string, token: string, { status, lessons, ...body }: DemoCourse): Promise<void> {
  let course = (await send('POST', url, { token, body })) as Course;
  const own = `${url}/${course.id}`;
  for (const lesson of lessons) {
    const headers = { 'if-match': `"${course.version}"` };
    course = (await send('POST', `${own}/lessons`, { token, headers, body: lesson })) as Course;
  }
  const previewLessonId = course.lessons[0]?.id ?? null;
  const headers = { 'if-match': `"${course.version}"` };
  await send('PATCH', own, { token, headers, body: { previewLessonId } });
  if (status !== 'draft') await send('POST', `${own}/publish`, { token });
  if (status === 'archived') await send('POST', `${own}/archive`, { token });
}
