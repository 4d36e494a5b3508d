import type { Course } from '@courses/contracts';
import instructors from '../demo/instructors.json';
import { readDemoCourses, type DemoCourse } from '../demo/read-demo-courses';
import type { DemoClock } from './demo-clock';
import type { CatalogAuthors } from './register-people';
import { send } from './send';

/** The demo instructor who has an account. */
const registeredInstructor = instructors['amara-okafor'].id;

/** A published course, and how many students it gets. */
export interface FilledCourse {
  id: string;
  students: number;
}

export interface Filling {
  folder: string;
  people: CatalogAuthors;
  clock: DemoClock;
}

/**
 * Fills an empty catalog through the API of courses, as an admin, the oldest course first. Returns the number of courses
 * created and those that are published.
 */
export async function fillCatalog(
  coursesUrl: string,
  { folder, people: { adminToken, instructorId }, clock }: Filling,
): Promise<{ created: number; published: FilledCourse[] }> {
  const url = `${coursesUrl}/v1/courses`;
  const { items } = (await send('GET', `${url}?limit=1`)) as { items: unknown[] };
  if (items.length > 0) return { created: 0, published: [] };
  const courses = readDemoCourses(folder).sort((a, b) => b.daysAgo - a.daysAgo);
  const published: FilledCourse[] = [];
  try {
    for (const { students, daysAgo, ...course } of courses) {
      clock.goBack(daysAgo);
      const own = course.instructorId === registeredInstructor ? { ...course, instructorId } : course;
      const id = await create(url, adminToken, own);
      if (course.status === 'published') published.push({ id, students });
    }
  } finally {
    clock.goBack(0);
  }
  return { created: courses.length, published };
}

async function create(
  url: string,
  token: string,
  { status, lessons, ...body }: Omit<DemoCourse, 'students' | 'daysAgo'>,
): Promise<string> {
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
  return course.id;
}
