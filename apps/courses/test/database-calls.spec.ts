import { course as courseSchema, type Course, type coursesApi } from '@courses/contracts';
import type { StableEndpointId } from '@courses/testing';
import type supertest from 'supertest';
import { ifMatch } from './catalog';
import { startCountedCatalog, type CountedCatalog } from './counted-catalog';

let catalog: CountedCatalog;
let request: CountedCatalog['request'];
let course: Course;

const lesson = { title: 'The bowline', durationMinutes: 10, content: 'Out of the hole, round the tree.' };
const first = { title: 'Knots', summary: 'All' };
const create = () => request.post('/v1/courses').set('idempotency-key', 'one').send(first);
const current = async () => (course = courseSchema.parse((await request.get(its('/content'))).body));

beforeAll(async () => {
  catalog = await startCountedCatalog();
  request = catalog.request;
  course = courseSchema.parse((await create()).body);
  await request.post(its('/lessons')).set(ifMatch(course)).send(lesson).expect(201);
});
afterAll(() => catalog.stop());

const its = (path = '') => `/v1/courses/${course.id}${path}`;
const itsLesson = () => its(`/lessons/${course.lessons[0]?.id}`);
const edit = (call: supertest.Test) => call.set(ifMatch(course));

/** Sequential database calls of each request. */
const calls: Record<StableEndpointId<typeof coursesApi>, [calls: number, request: () => supertest.Test]> = {
  readCourse: [1, () => request.get(its())],
  readCourseContent: [1, () => request.get(its('/content'))],
  listCourses: [1, () => request.get('/v1/courses?search=kno&sort=title')],
  createCourse: [1, () => request.post('/v1/courses').send({ title: 'Sails' })],
  duplicateCourse: [2, () => request.post(its('/duplicate'))],
  changeCourse: [2, () => edit(request.patch(its())).send({ title: 'Ropes' })],
  addLesson: [2, () => edit(request.post(its('/lessons'))).send(lesson)],
  removeLesson: [2, () => edit(request.delete(itsLesson()))],
  // And its words, from which misspelled searches are corrected.
  publishCourse: [3, () => edit(request.post(its('/publish')))],
  changeLesson: [2, () => edit(request.patch(itsLesson())).send({ title: 'Bow' })],
  reorderLessons: [
    2,
    () => edit(request.put(its('/lesson-order'))).send({ lessonIds: [course.lessons[0]?.id] }),
  ],
  archiveCourse: [2, () => edit(request.post(its('/archive')))],
};

it.each(Object.keys(calls) as (keyof typeof calls)[])(
  '%s makes exactly the declared number of database calls',
  async (id) => {
    const [expectedCalls, send] = calls[id];
    await current();
    expect(await catalog.commandsOf(send)).toHaveLength(expectedCalls);
  },
);

it('listCourses makes four calls for a misspelled search: nothing is found, the word is unknown, another one is similar, and found', async () => {
  const misspelled = () => request.get('/v1/courses?search=bowlime&status=archived');
  expect(await catalog.commandsOf(misspelled)).toHaveLength(4);
});

it('a change of a published course stores only words that are new', async () => {
  const { body } = await request.post('/v1/courses').send({ ...first, title: 'Anchors' });
  course = body;
  await request.post(its('/lessons')).set(ifMatch(course)).send(lesson);
  await request.post(its('/publish'));
  const change = (title: string) =>
    catalog.commandsOf(() => request.patch(its()).set('if-match', '*').send({ title }));
  expect(await change('Heavy anchors')).toHaveLength(3);
  expect(await change('Anchors, heavy')).toHaveLength(2);
});

it('createCourse makes two calls when the same request created the course before', async () => {
  expect(await catalog.commandsOf(create)).toHaveLength(2);
});
