import type { DemoClock } from './demo-clock';
import { fillCatalog } from './fill-catalog';
import { fillRosters } from './fill-rosters';
import { registerPeople } from './register-people';

export interface Demo {
  /** How many were created. */
  courses: number;
  /** Id of a published course with few free seats. */
  smallCourse: string | undefined;
}

/** What the demo data needs of the running services, beside their APIs. */
export interface DemoAccess {
  clock: DemoClock;
  /** Of the people without a password, by id. */
  tokens: ReadonlyMap<string, string>;
}

/** Registers the demo people and fills an empty catalog with the courses of a folder, and their seats, through the APIs of the services. */
export async function addDemo(
  { identity, courses, enrollments }: Record<string, string>,
  folder: string,
  { clock, tokens }: DemoAccess,
): Promise<Demo> {
  const people = await registerPeople(identity as string);
  const { created, published } = await fillCatalog(courses as string, { folder, people, clock });
  if (created === 0) return { courses: 0, smallCourse: await smallestCourse(courses as string) };
  return { courses: created, smallCourse: await fillRosters(enrollments as string, published, tokens) };
}

async function smallestCourse(coursesUrl: string): Promise<string | undefined> {
  const response = await fetch(`${coursesUrl}/v1/courses?status=published&limit=100`);
  const { items } = (await response.json()) as { items: { id: string; capacity: number }[] };
  return items.sort((a, b) => a.capacity - b.capacity)[0]?.id;
}
