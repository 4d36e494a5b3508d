import type { TestUser } from '@courses/testing';
import type { mongo } from 'mongoose';

async function call(method: string, url: string, body?: object, headers: object = {}) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string; version: number };
}

/** Creates a course with one lesson and publishes it; resolves with its id once the service has said yes to all. */
export async function publishCourse(coursesUrl: string, { headers }: TestUser): Promise<string> {
  const url = `${coursesUrl}/v1/courses`;
  const { id } = await call('POST', url, { title: 'Chaos', summary: 'Survives' }, headers);
  const lesson = { title: 'One', durationMinutes: 1, content: 'Text' };
  await call('POST', `${url}/${id}/lessons`, lesson, { ...headers, 'if-match': '"1"' });
  await call('POST', `${url}/${id}/publish`, undefined, headers);
  return id;
}

/** How many courses have events that are not published yet. */
export const pendingCourses = (database: mongo.Db): Promise<number> =>
  database.collection('courses').countDocuments({ outboxAt: { $exists: true } });

/** Runs `work` this many times, so many at once. */
export async function repeat(times: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = times;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
