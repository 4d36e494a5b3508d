import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { Person } from './people';

/** Most people look at courses; and of few reads, one slow one would be a large share. */
const readsOfCatalog = 5;
/** Identity accepts 20 of one address in an hour. */
const signUpMs = 90_000;

export interface Load {
  /** Resolves to the number of rounds; rejects when one failed. */
  stop(): Promise<number>;
}

/** What people do, over and over: each endpoint and event that a dashboard shows. */
export function startLoad(url: string, instructor: Person): Load {
  let stopped = false;
  const run = async () => {
    const students = [
      await Person.signUp(url, 'first@example.com'),
      await Person.signUp(url, 'second@example.com'),
    ];
    let rounds = 0;
    let nextSignUp = 0;
    for (; !stopped; rounds += 1) {
      await lifeOfCourse(instructor, students);
      if (Date.now() >= nextSignUp) {
        await Person.signUp(url, `student-${rounds}@example.com`);
        nextSignUp = Date.now() + signUpMs;
      }
      await pause(500);
    }
    return rounds;
  };
  const running = run();
  running.catch(() => undefined); // reported by stop
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}

/** Processes are slow at first: without this, the first reads would miss the objective. */
export async function warmUp(url: string, instructor: Person): Promise<void> {
  const load = startLoad(url, instructor);
  await pause(5_000);
  await load.stop();
}

async function lifeOfCourse(instructor: Person, students: Person[]): Promise<void> {
  const id = await instructor.draftCourse(1);
  const course = `/api/v1/courses/${id}`;
  const { etag } = await instructor.send('POST', `${course}/publish`);
  await waitFor('the roster', () => instructor.send('GET', `/api/v1/rosters/${id}`));
  for (const student of students) {
    for (let reads = 0; reads < readsOfCatalog; reads += 1) {
      await student.send('GET', '/api/v1/courses');
      await student.send('GET', course);
    }
    await student.send('PUT', `/api/v1/rosters/${id}/my-enrollment`);
  }
  await students[0]?.send('DELETE', `/api/v1/rosters/${id}/my-enrollment`);
  await instructor.send('GET', `/api/v1/courses/${uuidv7()}`, undefined, { status: 404 });
  await instructor.send('PATCH', course, { title: 'Observed again' }, { etag });
  await instructor.send('POST', `${course}/archive`);
}
