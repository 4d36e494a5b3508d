import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Course, CourseOutline, CourseSummary, Page, ProblemCode, Roster } from '@courses/contracts';
import { problems } from '@courses/contracts';

declare global {
  var apiOrigin: string;
}

/** Responds to one request. */
export type Answer = (res: ServerResponse, url: URL) => void;

export interface StubApi {
  /** Sets the response for a path. */
  on(path: string, answer: Answer): void;
  /** Path and query of each request so far, but for the session. */
  requests: string[];
  stop(): Promise<void>;
}

/** A real HTTP server in place of our API. */
export async function startStubApi(): Promise<StubApi> {
  const answers = new Map<string, Answer>([['/session', json({ user: null, howItWorks: false })]]);
  const requests: string[] = [];
  const server = createServer((req: IncomingMessage, res) => {
    const url = new URL(req.url ?? '/', 'http://stub');
    if (url.pathname !== '/session') requests.push(`${url.pathname}${url.search}`);
    (answers.get(url.pathname) ?? problem('route-not-found'))(res, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  globalThis.apiOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    on: (path, answer) => void answers.set(path, answer),
    requests,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export const json =
  (body: unknown): Answer =>
  (res) =>
    res.setHeader('content-type', 'application/json').end(JSON.stringify(body));

export const problem =
  (code: ProblemCode): Answer =>
  (res) => {
    const { status, title } = problems[code];
    res
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ status, title, code, requestId: 'request-7' }));
  };

export const noConnection: Answer = (res) => res.destroy();

export const never: Answer = () => {};

export const page = (items: CourseSummary[], nextCursor?: string): Page<CourseSummary> =>
  nextCursor === undefined ? { items } : { items, nextCursor };

const record = {
  instructorId: '0190a000-0000-7000-8000-00000000f00d',
  status: 'published',
  version: 3,
  createdAt: '2026-09-01T10:00:00.000Z',
  updatedAt: '2026-10-01T10:00:00.000Z',
  publishedAt: '2026-10-02T10:00:00.000Z',
  summary: 'What a container is, built by hand.',
  level: 'beginner',
  tags: ['docker'],
  capacity: 30,
} as const;

export const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const aSummary = (title: string, changes: Partial<CourseSummary> = {}): CourseSummary => ({
  ...record,
  id: idOf(1),
  tags: [...record.tags],
  title,
  lessonCount: 4,
  totalMinutes: 95,
  ...changes,
});

export const aCourse = (changes: Partial<Course> = {}): Course => ({
  ...record,
  id: idOf(1),
  tags: [...record.tags],
  title: 'Containers from the ground up',
  description: 'You need *some* command line.',
  lessons: [
    { id: idOf(11), title: 'Images', durationMinutes: 20, content: 'An image has **layers**.' },
    { id: idOf(12), title: 'Networks', durationMinutes: 75, content: '' },
  ],
  ...changes,
});

/** What everybody may read of it; the first lesson is its preview. */
export const anOutline = (changes: Partial<CourseOutline> = {}): CourseOutline => ({
  ...aCourse(),
  previewLessonId: idOf(11),
  lessons: aCourse().lessons.map(({ content, ...lesson }) =>
    lesson.id === idOf(11) ? { ...lesson, content } : lesson,
  ),
  ...changes,
});

export const aRoster = (changes: Partial<Roster> = {}): Roster => ({
  courseId: idOf(1),
  courseTitle: 'Containers from the ground up',
  status: 'open',
  capacity: 30,
  seatsTaken: 18,
  seatsLeft: 12,
  waiting: 0,
  version: 19,
  ...changes,
});
