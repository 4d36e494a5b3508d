import { fillCatalog } from './demo-data';
import { registerDemoPeople } from './demo-people';

/** What was added, and the published course with the fewest seats, to try something with. */
export interface Demo {
  courses: number;
  smallCourse: string | undefined;
}

/** Registers the demo people and fills an empty catalog with the courses of a folder, over the services' APIs. */
export async function addDemo({ identity, courses }: Record<string, string>, folder: string): Promise<Demo> {
  const people = await registerDemoPeople(identity as string);
  const added = await fillCatalog(courses as string, folder, people);
  return { courses: added, smallCourse: await smallCourse(courses as string) };
}

async function smallCourse(coursesUrl: string): Promise<string | undefined> {
  const response = await fetch(`${coursesUrl}/v1/courses?status=published&limit=100`);
  const { items } = (await response.json()) as { items: { id: string; capacity: number }[] };
  return items.sort((a, b) => a.capacity - b.capacity)[0]?.id;
}
