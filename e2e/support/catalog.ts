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

/** Fails when the answer is no success. `more` are further headers. */
async function post<Body>(
  url: string,
  body?: object,
  more: Record<string, string> = {},
): Promise<Answer<Body>> {
  const headers = { ...more, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await request<Body>(url, {
    method: 'POST',
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (answer.status >= 300) throw new Error(`POST ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Signs in at identity; answers the access token. */
export async function signIn(identityUrl: string, email: string, password: string): Promise<string> {
  const { body } = await post<{ accessToken: string }>(`${identityUrl}/v1/sessions`, { email, password });
  return body.accessToken;
}

/**
 * Creates a course with one lesson and 12 seats and publishes it, as the instructor or admin of the token; answers its id.
 * `more` are further fields of the course.
 */
export async function publishCourse(
  coursesUrl: string,
  title: string,
  token: string,
  more: object = {},
): Promise<string> {
  const authorization = `Bearer ${token}`;
  const fields = { title, summary: 'Made by a check of the whole system.', capacity: 12, ...more };
  const draft = await post<{ id: string }>(`${coursesUrl}/v1/courses`, fields, { authorization });
  const course = `${coursesUrl}/v1/courses/${draft.body.id}`;
  const lesson = { title: 'The only lesson', durationMinutes: 5, content: 'Nothing to learn here.' };
  await post(`${course}/lessons`, lesson, { authorization, 'if-match': draft.etag });
  await post(`${course}/publish`, undefined, { authorization });
  return draft.body.id;
}

export interface Roster {
  courseId: string;
  courseTitle: string;
  seatsLeft: number;
}
