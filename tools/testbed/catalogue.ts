import { randomUUID } from 'node:crypto';

interface Answer<Body> {
  status: number;
  body: Body;
  etag: string;
}

export async function request<Body>(url: string, init: RequestInit = {}): Promise<Answer<Body>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const body = (await response.json()) as Body;
  return { status: response.status, body, etag: response.headers.get('etag') ?? '' };
}

/** Whether `url` answers with success; every try has an end, so that it can be made again. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.arrayBuffer();
  return response.ok;
}

async function post<Body>(url: string, body?: object, ifMatch?: string): Promise<Answer<Body>> {
  const headers = { 'content-type': 'application/json', ...(ifMatch ? { 'if-match': ifMatch } : {}) };
  const answer = await request<Body>(url, {
    method: 'POST',
    ...(body ? { body: JSON.stringify(body), headers } : {}),
  });
  if (answer.status >= 300) throw new Error(`POST ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Creates a course with one lesson and publishes it; answers its id. */
export async function publishCourse(coursesUrl: string, title: string): Promise<string> {
  const draft = await post<{ id: string }>(`${coursesUrl}/v1/courses`, {
    instructorId: randomUUID(),
    title,
    summary: 'Made by a check of the whole system.',
    capacity: 12,
  });
  const course = `${coursesUrl}/v1/courses/${draft.body.id}`;
  const lesson = { title: 'The only lesson', durationMinutes: 5, content: 'Nothing to learn here.' };
  await post(`${course}/lessons`, lesson, draft.etag);
  await post(`${course}/publish`);
  return draft.body.id;
}

export interface Roster {
  courseId: string;
  courseTitle: string;
  seatsLeft: number;
}
