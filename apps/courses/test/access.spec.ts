import { coursesApi, problems, type Course, type Endpoint } from '@courses/contracts';
import type { TestUser } from '@courses/testing';
import { v7 as uuidv7 } from 'uuid';
import { outlineCourse } from '../src/domain/outline-course';
import { ifMatch, startCatalog, type Catalog } from './catalog';

let catalog: Catalog;
let owner: TestUser;
let colleague: TestUser;
let student: TestUser;
let admin: TestUser;
let draft: Course;
let published: Course;

beforeAll(async () => {
  catalog = await startCatalog();
  owner = await catalog.issuer.user(['instructor']);
  colleague = await catalog.issuer.user(['instructor']);
  student = await catalog.issuer.user(['student']);
  admin = await catalog.issuer.user(['admin']);
  draft = await catalog.withLesson(await catalog.draft({ instructorId: owner.id, title: 'Secret' }));
  published = await catalog.published({ instructorId: owner.id, title: 'Public' });
});
afterAll(() => catalog.stop());

const newLesson = { title: 'x', durationMinutes: 1, content: '' };

/** Every way to change a course, as its endpoint describes it. */
const changes: [Endpoint, object?][] = [
  [coursesApi.changeCourse, { title: 'Taken over' }],
  [coursesApi.publishCourse],
  [coursesApi.archiveCourse],
  [coursesApi.duplicateCourse],
  [coursesApi.addLesson, newLesson],
  [coursesApi.changeLesson, { title: 'Taken over' }],
  [coursesApi.removeLesson],
  [coursesApi.reorderLessons, { lessonIds: [] }],
];

function send(endpoint: Endpoint, course: Course, user?: TestUser, body?: object) {
  const path = endpoint.path
    .replace(':courseId', course.id)
    .replace(':lessonId', course.lessons[0]?.id ?? uuidv7());
  const request = catalog.as(user)[endpoint.method](path).set(ifMatch(course));
  return body ? request.send(body) : request;
}

const create = (body: object, user?: TestUser) => catalog.as(user).post('/v1/courses').send(body);

it('every endpoint declares who may call it', () => {
  const guarded = [
    coursesApi.createCourse,
    coursesApi.readCourseContent,
    ...changes.map(([endpoint]) => endpoint),
  ];
  const open = [coursesApi.listCourses, coursesApi.readCourse];
  const settled = Object.values<Endpoint>(coursesApi).filter(({ draft }) => !draft);
  expect(new Set([...guarded, ...open])).toEqual(new Set(settled));
});

describe.each(changes.map(([endpoint, body]) => [endpoint.id, endpoint, body] as const))(
  '%s',
  (_id, endpoint, body) => {
    it('rejects requests without a token, and of students', async () => {
      const answer = await send(endpoint, published, undefined, body).expect(401);
      expect(answer.body).toMatchObject({ code: 'unauthenticated' });
      expect((await send(endpoint, published, student, body).expect(403)).body.code).toBe('forbidden');
    });

    it("rejects an edit of another instructor's course", async () => {
      const answer = await send(endpoint, published, colleague, body).expect(403);
      expect(answer.body.detail).toBe('Only the instructor of a course and admins may change it.');
    });

    it("responds to an edit of another instructor's draft as if it did not exist", async () => {
      const [secret, nowhere] = [
        await send(endpoint, draft, colleague, body).expect(404),
        await send(endpoint, { ...draft, id: uuidv7() }, colleague, body).expect(404),
      ];
      expect(secret.body.code).toBe(nowhere.body.code);
      expect(JSON.stringify(secret.body)).not.toContain('Secret');
    });

    it.each([
      ['that is expired', { exp: 1 }],
      ['for another audience', { aud: 'payroll' }],
      ['of another issuer', { iss: 'http://elsewhere.example' }],
    ])('rejects a token %s', async (_what, claims) => {
      const token = await catalog.issuer.token({ sub: owner.id, roles: ['instructor'], ...claims });
      const user = { ...owner, headers: { authorization: `Bearer ${token}` } };
      const answer = await send(endpoint, published, user, body).expect(401);
      expect(answer.body.detail).toBe(problems.unauthenticated.title);
    });
  },
);

it('no rejected edit changed anything', async () => {
  await catalog.as(owner).get(`/v1/courses/${draft.id}/content`).expect(200, draft);
  await catalog.as(owner).get(`/v1/courses/${published.id}/content`).expect(200, published);
});

describe('a new course', () => {
  it('belongs to the instructor who creates it', async () => {
    expect((await create({ title: 'Mine' }, owner).expect(201)).body.instructorId).toBe(owner.id);
    await create({ title: 'Mine', instructorId: owner.id }, owner).expect(201);
  });

  it('can be created for others by admins only', async () => {
    const answer = await create({ instructorId: colleague.id }, owner).expect(403);
    expect(answer.body.code).toBe('forbidden');
    expect((await create({ instructorId: colleague.id }, admin).expect(201)).body.instructorId).toBe(
      colleague.id,
    );
  });

  it('cannot be created by students, nor without a token', async () => {
    await create({ title: 'x' }, student).expect(403);
    await create({ title: 'x' }).expect(401);
    await create({ title: 'x' }, student).set('x-roles', 'admin').expect(403);
  });

  it.each([{ roles: ['admin'] }, { userId: 'x' }, { status: 'published' }, { version: 7 }, { id: uuidv7() }])(
    "takes from its body only what is its author's to say: not %j",
    async (more) => {
      await create({ title: 'x', ...more }, owner).expect(400);
    },
  );

  it("is not found by another instructor's Idempotency-Key", async () => {
    const send = (user: TestUser) => create({ title: 'Keyed' }, user).set('idempotency-key', 'the-same');
    const [mine, theirs] = [await send(owner).expect(201), await send(colleague).expect(201)];
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('keeps its instructor when an edit names another', async () => {
    await send(coursesApi.changeCourse, draft, owner, { instructorId: colleague.id }).expect(400);
  });
});

describe('a draft', () => {
  it('is visible to its instructor and to admins only', async () => {
    const path = `/v1/courses/${draft.id}`;
    for (const user of [owner, admin]) await catalog.as(user).get(path).expect(200, outlineCourse(draft));
    for (const user of [colleague, student, undefined]) {
      const { body } = await catalog.as(user).get(path).expect(404);
      expect(body).toMatchObject({ code: 'course-not-found' });
    }
  });

  it("is absent from everybody else's lists", async () => {
    const inList = async (query: object, user?: TestUser) => {
      const { body } = await catalog.as(user).get('/v1/courses').query(query).expect(200);
      return (body.items as { id: string }[]).some(({ id }) => id === draft.id);
    };
    for (const query of [{}, { status: 'draft' }, { instructorId: owner.id }, { search: 'secret' }]) {
      for (const user of [colleague, student, undefined]) {
        expect([query, await inList(query, user)]).toEqual([query, false]);
        expect(await inList({ ...query, status: 'draft', instructorId: owner.id }, user)).toBe(false);
      }
      expect(await inList(query, admin)).toBe(true);
    }
    expect(await inList({ instructorId: owner.id }, owner)).toBe(true);
    expect(await inList({ status: 'draft' }, owner)).toBe(true);
    expect(await inList({}, owner)).toBe(false);
  });
});

describe('what is published', () => {
  it('can be read by everybody', async () => {
    for (const user of [owner, colleague, student, undefined]) {
      await catalog.as(user).get(`/v1/courses/${published.id}`).expect(200, outlineCourse(published));
      const { body } = await catalog.as(user).get('/v1/courses').expect(200);
      expect(body.items.map(({ id }: Course) => id)).toContain(published.id);
    }
  });

  it('cannot be read with an invalid token', async () => {
    const bad = { ...owner, headers: { authorization: 'Bearer x.y.z' } };
    await catalog.as(bad).get(`/v1/courses/${published.id}`).expect(401);
  });

  it('can be changed by its instructor', async () => {
    const course = await catalog.published({ instructorId: owner.id });
    await send(coursesApi.changeCourse, course, owner, { title: 'Better' }).expect(200);
    await send(coursesApi.archiveCourse, { ...course, version: course.version + 1 }, owner).expect(200);
  });
});
