interface JsonResponse<Body> {
  status: number;
  body: Body;
  etag: string;
}

export async function request<Body>(url: string, init: RequestInit = {}): Promise<JsonResponse<Body>> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const body = (await response.json()) as Body;
  return { status: response.status, body, etag: response.headers.get('etag') ?? '' };
}

/** Whether `url` responds with success, within a time limit, so that it can be retried. */
export async function isReachable(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.arrayBuffer();
  return response.ok;
}

const post = <Body>(url: string, body?: object, headers: Record<string, string> = {}) =>
  send<Body>('POST', url, body, headers);

/** Fails when the response is not a success. `more` are additional headers. */
async function send<Body>(
  method: 'POST' | 'PATCH',
  url: string,
  body: object | undefined,
  more: Record<string, string>,
): Promise<JsonResponse<Body>> {
  const headers = { ...more, ...(body ? { 'content-type': 'application/json' } : {}) };
  const response = await request<Body>(url, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (response.status >= 300)
    throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(response.body)}`);
  return response;
}

/** Signs in at identity; resolves to the access token. */
export async function signIn(identityUrl: string, email: string, password: string): Promise<string> {
  const { body } = await post<{ accessToken: string }>(`${identityUrl}/v1/sessions`, { email, password });
  return body.accessToken;
}

/**
 * Creates and publishes a course with one lesson, which is its preview, and 12 seats, as the instructor or admin of the token; resolves to its id.
 * `more` are additional fields of the course.
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
  const { body, etag } = await post<{ lessons: { id: string }[] }>(`${course}/lessons`, lesson, {
    authorization,
    'if-match': draft.etag,
  });
  const previewLessonId = body.lessons[0]?.id ?? null;
  await send('PATCH', course, { previewLessonId }, { authorization, 'if-match': etag });
  await post(`${course}/publish`, undefined, { authorization });
  return draft.body.id;
}

export interface Roster {
  courseId: string;
  courseTitle: string;
  seatsLeft: number;
}
