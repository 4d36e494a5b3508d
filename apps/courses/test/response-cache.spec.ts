import { startTestService, waitFor, type TestService, type TestUser } from '@courses/testing';
import supertest from 'supertest';
import { buildApp } from '../src/app';
import { ifMatch, startCatalog, type Catalog } from './catalog';

/** Two replicas of the service; the other one is `catalog.request`'s. */
let catalog: Catalog;
let second: TestService;
let admin: TestUser;
beforeAll(async () => {
  catalog = await startCatalog();
  const { backingServices, issuer } = catalog;
  second = await startTestService('courses', buildApp, backingServices, issuer.config);
  admin = await issuer.user(['admin']);
});
afterAll(async () => {
  await second.stop();
  await catalog.stop();
});

const change = async (url: string, course: { id: string; version: number }, fields: object) => {
  const answer = await supertest(url)
    .patch(`/v1/courses/${course.id}`)
    .set({ ...admin.headers, ...ifMatch(course) })
    .send(fields)
    .expect(200);
  return answer.body as { id: string; version: number; title: string };
};
const versionAt = async (url: string, id: string): Promise<number> =>
  (await supertest(url).get(`/v1/courses/${id}`).expect(200)).body.version;
const listedVersionAt = async (url: string, id: string): Promise<number | undefined> => {
  const { body } = await supertest(url).get('/v1/courses?limit=100').expect(200);
  return body.items.find((item: { id: string }) => item.id === id)?.version;
};

it('a replica returns its own writes at once', async () => {
  let course: { id: string; version: number } = await catalog.published();
  for (let round = 0; round < 5; round += 1) {
    await versionAt(second.url, course.id);
    await listedVersionAt(second.url, course.id);
    course = await change(second.url, course, { title: `Round ${round}` });
    expect(await versionAt(second.url, course.id)).toBe(course.version);
    expect(await listedVersionAt(second.url, course.id)).toBe(course.version);
  }
});

it('the other replica is invalidated by the event', async () => {
  const course = await catalog.published();
  await versionAt(second.url, course.id);
  await listedVersionAt(second.url, course.id);
  const { body } = await catalog.request
    .patch(`/v1/courses/${course.id}`)
    .set(ifMatch(course))
    .send({ title: 'Changed elsewhere' })
    .expect(200);
  await waitFor(
    'the change in the other replica',
    async () => (await versionAt(second.url, course.id)) === body.version,
  );
  await waitFor(
    'and in its lists',
    async () => (await listedVersionAt(second.url, course.id)) === body.version,
  );
});

it('a replica never returns an older version after a newer one', async () => {
  let course: { id: string; version: number } = await catalog.published();
  const last = course.version + 30;
  await waitFor('the course in the lists of the other replica', async () =>
    Boolean(await listedVersionAt(second.url, course.id)),
  );
  const watch = async (): Promise<void> => {
    let newest = 0;
    while (newest < last) {
      const seen = [
        await versionAt(second.url, course.id),
        (await listedVersionAt(second.url, course.id)) ?? 0,
      ];
      for (const version of seen) {
        expect(version).toBeGreaterThanOrEqual(newest);
        newest = version;
      }
    }
  };
  const watchers = [watch(), watch(), watch()];
  while (course.version < last) {
    const writer = course.version % 2 ? second.url : catalog.url;
    course = await change(writer, course, { title: `Version ${course.version + 1}` });
  }
  await Promise.all(watchers);
});

it('a draft is never served from the cache to anybody but its owner', async () => {
  const owner = await catalog.issuer.user(['instructor']);
  const { body: draft } = await catalog.as(owner).post('/v1/courses').send({ title: 'Secret' }).expect(201);
  const read = (user?: TestUser) => catalog.as(user).get(`/v1/courses/${draft.id}`);
  for (let time = 0; time < 3; time += 1) {
    await read(owner).expect(200);
    await read().expect(404);
    await read(await catalog.issuer.user(['instructor'])).expect(404);
    const mine = await catalog.as(owner).get(`/v1/courses?instructorId=${owner.id}`).expect(200);
    expect(mine.body.items).toHaveLength(1);
    const theirs = await catalog.as().get(`/v1/courses?instructorId=${owner.id}`).expect(200);
    expect(theirs.body.items).toEqual([]);
  }
});

it('a course appears in lists when it is published, and changes its list when it is archived', async () => {
  const draft = await catalog.withLesson(await catalog.draft());
  const statusIn = async (status: string) => {
    const { body } = await catalog.as().get(`/v1/courses?status=${status}&limit=100`).expect(200);
    return body.items.some(({ id }: { id: string }) => id === draft.id);
  };
  expect([await statusIn('published'), await statusIn('archived')]).toEqual([false, false]);
  await catalog.request.post(`/v1/courses/${draft.id}/publish`).expect(200);
  expect([await statusIn('published'), await statusIn('archived')]).toEqual([true, false]);
  await catalog.request.post(`/v1/courses/${draft.id}/archive`).expect(200);
  expect([await statusIn('published'), await statusIn('archived')]).toEqual([false, true]);
});

it('a conditional request gets 304 without a body while its ETag is current, and 200 after a change', async () => {
  const course = await catalog.published();
  for (const path of [`/v1/courses/${course.id}`, '/v1/courses']) {
    const { headers } = await catalog.as().get(path).expect(200);
    const conditional = () =>
      catalog
        .as()
        .get(path)
        .set('if-none-match', headers.etag as string);
    expect((await conditional().expect(304)).text).toBe('');
    const { body: now } = await catalog.request.get(`/v1/courses/${course.id}`);
    await change(catalog.url, now, { title: `For ${path}` });
    await conditional().expect(200);
  }
});
