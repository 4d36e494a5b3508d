import type { Course } from '@courses/contracts';
import { readDemoCourses, type DemoCourse } from '../demo/read-demo-courses';

/** Fills an empty catalogue over its own API, as a person would. Returns how many courses it made. */
export async function fillCatalogue(coursesUrl: string, folder: string): Promise<number> {
  const { items } = (await call('GET', `${coursesUrl}/v1/courses?limit=1`)) as { items: unknown[] };
  if (items.length > 0) return 0;
  const courses = readDemoCourses(folder);
  for (const course of courses) await create(`${coursesUrl}/v1/courses`, course);
  return courses.length;
}

async function create(url: string, { status, lessons, ...fields }: DemoCourse): Promise<void> {
  let course = (await call('POST', url, fields)) as Course;
  const own = `${url}/${course.id}`;
  for (const lesson of lessons) {
    course = (await call('POST', `${own}/lessons`, lesson, { 'if-match': `"${course.version}"` })) as Course;
  }
  if (status !== 'draft') await call('POST', `${own}/publish`);
  if (status === 'archived') await call('POST', `${own}/archive`);
}

async function call(
  method: string,
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`Demo data: ${method} ${url} was answered with ${response.status}: ${text}`);
  return JSON.parse(text);
}
