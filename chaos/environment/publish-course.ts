import type { TestUser } from '@courses/testing';

/** Creates a course with one lesson and publishes it; resolves with its id after the service has confirmed every step. */
export async function publishCourse(coursesUrl: string, { headers }: TestUser): Promise<string> {
  const url = `${coursesUrl}/v1/courses`;
  const lesson = { title: 'One', durationMinutes: 1, content: 'Text' };
  const { id } = await post(url, headers, { title: 'Chaos', summary: 'Survives' });
  await post(`${url}/${id}/lessons`, { ...headers, 'if-match': '"1"' }, lesson);
  await post(`${url}/${id}/publish`, headers);
  return id;
}

async function post(url: string, headers: Record<string, string>, body?: object): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}
