import type { TestUser } from '@courses/testing';

const lesson = { title: 'One', durationMinutes: 1, content: 'Text' };

/**
 * Creates a course with one lesson and publishes it; resolves with its id after the service has confirmed every step. A step
 * that finds the service not ready may have happened all the same: it is read before it is repeated.
 */
export async function publishCourse(coursesUrl: string, { headers }: TestUser): Promise<string> {
  const url = `${coursesUrl}/v1/courses`;
  const { id } = await repeated(() => post(url, headers, { title: 'Chaos', summary: 'Survives' }));
  const version = { ...headers, 'if-match': '"1"' };
  const isPast = (reached: (course: State) => boolean) => async () =>
    reached(await read(`${url}/${id}`, headers));
  await repeated(
    () => post(`${url}/${id}/lessons`, version, lesson),
    isPast((course) => course.version > 1),
  );
  await repeated(
    () => post(`${url}/${id}/publish`, headers),
    isPast((course) => course.status === 'published'),
  );
  return id;
}

interface State {
  id: string;
  version: number;
  status: string;
}

/** Of a step that may have happened: now (503), or late, after an earlier attempt got its 503 (409, 412). */
const uncertainStatuses = [503, 409, 412];

class UncertainError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Repeats what found the service not ready, five times at most, unless it has happened. */
async function repeated(
  step: () => Promise<State>,
  hasHappened = (): Promise<boolean> => Promise.resolve(false),
  attempts = 5,
): Promise<State | { id: string }> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof UncertainError)) throw error;
    if (await hasHappened().catch(() => false)) return { id: '' };
    if (error.status !== 503 || attempts === 1) throw error;
    return repeated(step, hasHappened, attempts - 1);
  }
}

const read = (url: string, headers: Record<string, string>) => request(url, { headers });

const post = (url: string, headers: Record<string, string>, body?: object) =>
  request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

async function request(url: string, init: RequestInit): Promise<State> {
  const response = await fetch(url, init);
  if (response.ok) return (await response.json()) as State;
  const failure = `${init.method ?? 'GET'} ${url}: ${response.status} ${await response.text()}`;
  throw uncertainStatuses.includes(response.status)
    ? new UncertainError(response.status, failure)
    : new Error(failure);
}
