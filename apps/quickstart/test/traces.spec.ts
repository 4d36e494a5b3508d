import * as semanticConventions from '@opentelemetry/semantic-conventions/incubating';
import { arrowsOf, drawTree } from './trace-tree';
import { startTracedSystem } from './traced-system';

type Agent = Awaited<ReturnType<Awaited<ReturnType<typeof startTracedSystem>>['signIn']>>;

let system: Awaited<ReturnType<typeof startTracedSystem>>;
let instructor: Agent;
let student: Agent;

beforeAll(async () => {
  system = await startTracedSystem();
  instructor = await system.signIn('instructor');
  student = await system.signIn('student');
});
afterAll(() => system.stop());

async function draftCourse(): Promise<string> {
  const course = { title: 'Traced', summary: 'Followed from the click to the roster.' };
  const { body } = await instructor.post('/api/v1/courses').send(course).expect(201);
  const lesson = { title: 'One', content: 'Text', durationMinutes: 5 };
  await instructor.post(`/api/v1/courses/${body.id}/lessons`).set('if-match', '"1"').send(lesson).expect(201);
  return body.id;
}

async function publishedCourse(): Promise<string> {
  const id = await draftCourse();
  await instructor.post(`/api/v1/courses/${id}/publish`).expect(200);
  await system.traceOf('POST /api/v1/courses{/*rest}', 'process client.roster-opened-v1');
  return id;
}

it('makes one trace of a publish, from the click to the roster and back to the page', async () => {
  await publishedCourse();
  const trace = await system.traceOf('POST /api/v1/courses{/*rest}', 'process client.roster-opened-v1');
  console.log(drawTree(trace));
  expect(arrowsOf(trace)).toEqual(
    expect.arrayContaining([
      'client: POST /api/v1/courses{/*rest} > client: POST',
      'client: POST > courses: POST /v1/courses/:courseId/publish',
    ]),
  );
});

it('draws', async () => {
  const id = await publishedCourse();
  await student.put(`/api/v1/rosters/${id}/my-enrollment`).expect(200);
  const trace = await system.traceOf('PUT /api/v1/rosters{/*rest}', 'process client.enrollment-confirmed-v1', 'process enrollments.show-confirmed');
  console.log(drawTree(trace));
  const keys = new Set(system.traces.list().flatMap(({traceId}) => system.traces.find(traceId)!.spans).flatMap((s) => Object.keys(s.attributes)));
  const known = new Set(Object.entries(semanticConventions).filter(([name]) => name.startsWith('ATTR_')).map(([, v]) => v));
  console.log([...keys].map((k) => [k, known.has(k)]));
});
