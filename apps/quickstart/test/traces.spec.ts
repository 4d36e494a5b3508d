import * as semanticConventions from '@opentelemetry/semantic-conventions/incubating';
import { waitFor } from '@courses/testing';
import { arrowsOf } from './trace-tree';
import { startTracedSystem, type Agent, type TracedSystem } from './traced-system';

let system: TracedSystem;
let people: Record<'instructor' | 'student' | 'admin', Agent>;

beforeAll(async () => {
  system = await startTracedSystem();
  people = {
    instructor: await system.signIn('instructor'),
    student: await system.signIn('student'),
    admin: await system.signIn('admin'),
  };
});
afterAll(() => system.stop());

async function draftCourse(): Promise<string> {
  const { instructor } = people;
  const course = { title: 'Traced', summary: 'Followed from the click to the roster.', capacity: 1 };
  const { body } = await instructor.post('/api/v1/courses').send(course).expect(201);
  const lesson = { title: 'One', content: 'Text', durationMinutes: 5 };
  const lessons = instructor.post(`/api/v1/courses/${body.id}/lessons`).set('if-match', '"1"');
  await lessons.send(lesson).expect(201);
  return body.id;
}

async function publishedCourse(): Promise<string> {
  const id = await draftCourse();
  await people.instructor.post(`/api/v1/courses/${id}/publish`).expect(200);
  await system.spanOf('process client.roster-opened-v1', id);
  return id;
}

const inCourses = 'client: POST > courses: POST /v1/courses/:courseId';
const inRoster = 'enrollments: PUT /v1/rosters/:courseId/my-enrollment';

/** What a person does, and the arrows of the architecture that its trace goes along. */
const actions: [string, () => Promise<string>, string[]][] = [
  [
    'publishing a course, up to its roster and the page',
    publishedCourse,
    [
      'client: POST /api/v1/courses{/*rest} > client: POST',
      `${inCourses}/publish`,
      'courses: POST /v1/courses/:courseId/publish > courses: find courses',
      'courses: POST /v1/courses/:courseId/publish > courses: update courses',
      'courses: POST /v1/courses/:courseId/publish > courses: create course.published.v1',
      'courses: create course.published.v1 > courses: send course.published.v1',
      'courses: create course.published.v1 > courses: process courses.forget-course-published-v1',
      'courses: create course.published.v1 > client: process client.course-published-v1',
      'courses: create course.published.v1 > enrollments: process enrollments.open-roster',
      'enrollments: process enrollments.open-roster > enrollments: update syllabi',
      'enrollments: process enrollments.open-roster > enrollments: insert rosters',
      'enrollments: process enrollments.open-roster > enrollments: create roster.opened.v1',
      'enrollments: create roster.opened.v1 > enrollments: send roster.opened.v1',
      'enrollments: create roster.opened.v1 > client: process client.roster-opened-v1',
    ],
  ],
  [
    'taking a seat, up to the list of the student',
    async () => {
      const id = await publishedCourse();
      await people.student.put(`/api/v1/rosters/${id}/my-enrollment`).expect(200);
      return id;
    },
    [
      `client: PUT > ${inRoster}`,
      `${inRoster} > enrollments: update rosters`,
      `${inRoster} > enrollments: create enrollment.confirmed.v1`,
      'enrollments: create enrollment.confirmed.v1 > enrollments: process enrollments.show-confirmed',
      'enrollments: process enrollments.show-confirmed > enrollments: insert enrollments',
      'enrollments: create enrollment.confirmed.v1 > client: process client.enrollment-confirmed-v1',
    ],
  ],
  [
    'archiving a course, up to its closed roster',
    async () => {
      const id = await publishedCourse();
      await people.instructor.post(`/api/v1/courses/${id}/archive`).expect(200);
      return id;
    },
    [
      `${inCourses}/archive`,
      'courses: create course.archived.v1 > enrollments: process enrollments.close-roster',
      'enrollments: process enrollments.close-roster > enrollments: create roster.changed.v1',
      'enrollments: create roster.changed.v1 > client: process client.roster-changed-v1',
    ],
  ],
  [
    'changing a course',
    async () => {
      const id = await publishedCourse();
      const change = people.instructor.patch(`/api/v1/courses/${id}`).set('if-match', '"3"');
      await change.send({ title: 'Traced again' }).expect(200);
      return id;
    },
    ['courses: create course.changed.v1 > enrollments: process enrollments.change-roster'],
  ],
  [
    'signing up',
    async () => {
      const account = {
        email: 'traced@example.com',
        password: 'a long passphrase 4 traces',
        displayName: 'T',
      };
      await people.student.post('/api/v1/accounts').send(account).expect(204);
      return '';
    },
    [
      'client: POST > identity: POST /v1/accounts',
      'identity: create account.registered.v1 > enrollments: process enrollments.learn-name',
      'identity: create account.registered.v1 > client: process client.account-registered-v1',
    ],
  ],
];

it.each(actions)('makes one trace of %s', async (_action, act, arrows) => {
  const id = await act();
  const trace = await system.traceWith(arrows, id);
  expect(arrowsOf(trace)).toEqual(expect.arrayContaining(arrows));
});

it('links the batch of a relay to what created each of its events', async () => {
  const { spanId } = await system.spanOf('create course.published.v1', await publishedCourse());
  const batch = await waitFor('the batch', () =>
    system.spans().find(({ links }) => links.some((link) => link.spanId === spanId)),
  );
  expect(batch).toMatchObject({ service: 'courses', name: 'relay courses' });
  expect(batch.attributes['messaging.batch.message_count']).toBe(batch.links.length);
});

it('names its spans and attributes as the conventions do', () => {
  const conventions = new Set<unknown>(Object.values(semanticConventions));
  const own = ['courses.messaging.attempt', 'courses.messaging.outcome'];
  const names: Record<string, RegExp> = {
    server: /^[A-Z]+( \/\S*)?$/,
    client: /^([A-Z]+|[a-zA-Z]+ [a-z-]+)$/,
    producer: /^(create|send) [a-z-]+\.[a-z-]+\.v\d+$/,
    consumer: /^process [a-z-]+\.[a-z0-9-]+$/,
    internal: /^relay [a-z]+$/,
  };
  for (const { name, kind, attributes } of system.spans()) {
    expect([kind, name]).toEqual([kind, expect.stringMatching(names[kind] as RegExp)]);
    for (const key of Object.keys(attributes))
      expect([name, key, conventions.has(key) || own.includes(key)]).toEqual([name, key, true]);
  }
});
