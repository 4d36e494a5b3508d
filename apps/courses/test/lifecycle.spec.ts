import { courseArchived, courseChanged, coursePublished } from '@courses/contracts';
import { recordEvents, type EventRecorder } from '@courses/testing';
import { ifMatch, startCatalog, type Catalog } from './catalog';

let catalog: Catalog;
let published: EventRecorder<typeof coursePublished>;
let changed: EventRecorder<typeof courseChanged>;
let archived: EventRecorder<typeof courseArchived>;

beforeAll(async () => {
  catalog = await startCatalog();
  published = await recordEvents(catalog.backingServices, coursePublished);
  changed = await recordEvents(catalog.backingServices, courseChanged);
  archived = await recordEvents(catalog.backingServices, courseArchived);
});
afterAll(async () => {
  await Promise.all([published, changed, archived].map((recorder) => recorder.stop()));
  await catalog.stop();
});

describe('a draft', () => {
  it('is created with defaults, a location and an ETag', async () => {
    const instructorId = '01919d7c-0000-7000-8000-000000000001';
    const answer = await catalog.request.post('/v1/courses').send({ instructorId }).expect(201);
    expect(answer.body).toMatchObject({
      instructorId,
      title: '',
      level: 'beginner',
      capacity: 30,
      status: 'draft',
      version: 1,
      lessons: [],
    });
    expect(answer.headers.etag).toBe('"1"');
    await catalog.request.get(String(answer.headers.location)).expect(200, answer.body);
  });

  it('is changed field by field, one version at a time', async () => {
    const draft = await catalog.draft();
    const answer = await catalog.request
      .patch(`/v1/courses/${draft.id}`)
      .set(ifMatch(draft))
      .send({ tags: ['rope'], capacity: 5 })
      .expect(200);
    expect(answer.body).toMatchObject({ title: 'Knots', tags: ['rope'], capacity: 5, version: 2 });
    expect(answer.headers.etag).toBe('"2"');
    await catalog.request.get(`/v1/courses/${draft.id}`).expect(200, answer.body);
  });

  it('can be published, which publishes an event with its whole state', async () => {
    const course = await catalog.published({ description: 'With a rope of one metre.' });
    expect(course).toMatchObject({ status: 'published', version: 3 });
    const event = await published.about(course.id);
    expect(event).toMatchObject({ source: 'courses', aggregateVersion: 3, data: course });
  });

  it.each([
    ['a title', { title: '' }],
    ['a summary', { summary: '  ' }],
  ])('is not published without %s', async (missing, fields) => {
    const { id } = await catalog.withLesson(await catalog.draft(fields));
    const answer = await catalog.request.post(`/v1/courses/${id}/publish`).expect(422);
    expect(answer.body).toMatchObject({ code: 'course-incomplete', detail: `It still needs ${missing}.` });
  });

  it('cannot be published without a lesson', async () => {
    const { id } = await catalog.draft();
    const answer = await catalog.request.post(`/v1/courses/${id}/publish`).expect(422);
    expect(answer.body).toMatchObject({
      code: 'course-incomplete',
      detail: 'It still needs at least one lesson.',
    });
  });

  it('cannot be archived', async () => {
    const { id } = await catalog.draft();
    const answer = await catalog.request.post(`/v1/courses/${id}/archive`).expect(409);
    expect(answer.body).toMatchObject({ code: 'illegal-transition' });
  });
});

describe('a published course', () => {
  it('publishes an event with its version on each change', async () => {
    const course = await catalog.published();
    const answer = await catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set(ifMatch(course))
      .send({ title: 'Knots and hitches' })
      .expect(200);
    expect(await changed.about(course.id, 4)).toMatchObject({ data: answer.body, aggregateVersion: 4 });
  });

  it('cannot be published twice', async () => {
    const { id } = await catalog.published();
    const answer = await catalog.request.post(`/v1/courses/${id}/publish`).expect(409);
    expect(answer.body).toMatchObject({ code: 'illegal-transition' });
  });

  it('rejects a change that would make it incomplete', async () => {
    const course = await catalog.published();
    const lesson = `/v1/courses/${course.id}/lessons/${course.lessons[0]?.id}`;
    const answer = await catalog.request.delete(lesson).set(ifMatch(course)).expect(422);
    expect(answer.body).toMatchObject({ code: 'course-incomplete' });
    const edit = await catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set(ifMatch(course))
      .send({ title: '', summary: '' })
      .expect(422);
    expect(edit.body.errors).toEqual([
      { in: 'body', pointer: '/title', message: 'A published course needs a title.' },
      { in: 'body', pointer: '/summary', message: 'A published course needs a summary.' },
    ]);
    await catalog.request.get(`/v1/courses/${course.id}/content`).expect(200, course);
  });

  it('can be archived, which publishes an event and forbids further changes', async () => {
    const course = await catalog.published();
    const answer = await catalog.request
      .post(`/v1/courses/${course.id}/archive`)
      .set(ifMatch(course))
      .expect(200);
    expect(answer.body).toMatchObject({ status: 'archived', version: 4 });
    expect(await archived.about(course.id)).toMatchObject({ data: answer.body, aggregateVersion: 4 });
    const change = catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set(ifMatch(answer.body))
      .send({ capacity: 9 });
    expect((await change.expect(409)).body).toMatchObject({ code: 'course-archived' });
    await catalog.request.post(`/v1/courses/${course.id}/archive`).expect(409);
    await catalog.request.post(`/v1/courses/${course.id}/publish`).expect(409);
  });

  it('publishes no event for a rejected change', async () => {
    const course = await catalog.published();
    await catalog.request
      .patch(`/v1/courses/${course.id}`)
      .set({ 'if-match': '"1"' })
      .send({ title: 'x' })
      .expect(412);
    const next = await catalog.published();
    await published.about(next.id);
    expect(changed.messages.filter(({ subject }) => subject === course.id)).toEqual([]);
  });
});
