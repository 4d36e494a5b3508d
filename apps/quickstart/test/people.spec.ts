import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { CourseSummary, Roster, Tokens } from '@courses/contracts';
import { buildBundles, startQuickstart, type Quickstart } from '@courses/testing';
import supertest from 'supertest';
import { demoPeople } from '../demo/people';
import { seededPeople } from '../demo/seeded-people';

let quickstart: Quickstart;

beforeAll(async () => {
  buildBundles('quickstart');
  quickstart = await startQuickstart();
});
afterAll(() => quickstart.stop());

const authorizationOf = async (role: (typeof demoPeople)[number]['role']) => {
  const { email = '', password = '' } = demoPeople.find((person) => person.role === role) ?? {};
  expect(quickstart.banner).toMatch(new RegExp(`${role} +${email} +${password}`));
  const response = await supertest(quickstart.identity)
    .post('/v1/sessions')
    .send({ email, password })
    .expect(201);
  return { authorization: `Bearer ${(response.body as Tokens).accessToken}` };
};

it('prints the demo people in the banner, each with the role', async () => {
  for (const { role, displayName } of demoPeople) {
    const headers = await authorizationOf(role);
    const { body } = await supertest(quickstart.identity).get('/v1/account').set(headers).expect(200);
    expect(body.roles).toContain(role);
    if (role !== 'admin') expect(body.displayName).toBe(displayName);
  }
});

it('gives the demo people passwords of the form that identity rejects in production', () => {
  for (const { password } of demoPeople) expect(password).toMatch(/^demo-[a-z]+-\d+$/);
});

it('lets the student take a seat and only the instructor create a course', async () => {
  const [, courseId] = /courses\/([0-9a-f-]{36})/.exec(quickstart.banner) ?? [];
  const [student, instructor] = [await authorizationOf('student'), await authorizationOf('instructor')];
  const seat = `/v1/rosters/${courseId}/my-enrollment`;
  await supertest(quickstart.enrollments)
    .put(seat)
    .set(student)
    .expect(({ ok }) => expect(ok).toBe(true));
  const courses = supertest(quickstart.courses);
  await courses.post('/v1/courses').set(student).send({ title: 'Mine' }).expect(403);
  await courses.post('/v1/courses').set(instructor).send({ title: 'Mine' }).expect(201);
});

it('gives the demo instructor published courses', async () => {
  const headers = await authorizationOf('instructor');
  const { body: own } = await supertest(quickstart.identity).get('/v1/account').set(headers);
  const { body } = await supertest(quickstart.courses)
    .get('/v1/courses')
    .query({ instructorId: own.id, status: 'published' })
    .expect(200);
  expect(body.items.length).toBeGreaterThan(0);
});

it('has courses of several instructors and months, one of which is full with a waiting list', async () => {
  const { body } = await supertest(quickstart.courses)
    .get('/v1/courses?status=published&limit=50')
    .expect(200);
  const courses = body.items as CourseSummary[];
  const published = courses.map(({ publishedAt }) => publishedAt ?? '');
  expect(published).toEqual([...published].sort().reverse());
  expect(new Set(published.map((time) => time.slice(0, 7))).size).toBeGreaterThanOrEqual(6);
  const ids = [...new Set(courses.map(({ instructorId }) => instructorId))].join(',');
  const names = await supertest(quickstart.identity).get('/v1/instructors').query({ ids }).expect(200);
  expect(names.body.items).toHaveLength(6);
  const courseIds = courses.map(({ id }) => id).join(',');
  const rosters = await supertest(quickstart.enrollments).get('/v1/rosters').query({ courseIds }).expect(200);
  const seats = rosters.body.items as Roster[];
  expect(seats.filter(({ waiting }) => waiting > 0)).toEqual([expect.objectContaining({ seatsLeft: 0 })]);
  expect(new Set(seats.map(({ seatsLeft }) => seatsLeft)).size).toBeGreaterThan(10);
});

it('creates courses at the time that it is once it has started', async () => {
  const headers = await authorizationOf('instructor');
  const created = await supertest(quickstart.courses).post('/v1/courses').set(headers).send({ title: 'Now' });
  expect(Date.now() - Date.parse(created.body.createdAt)).toBeLessThan(3_600_000);
});

it('lets nobody sign in as one of the people who have the seats', async () => {
  for (const { email } of seededPeople.slice(0, 2))
    for (const password of ['demo-student-1', 'a long passphrase for nobody'])
      await supertest(quickstart.identity).post('/v1/sessions').send({ email, password }).expect(401);
});

it('refuses to start in production', () => {
  const main = join(__dirname, '../../../dist/apps/quickstart/main.js');
  const run = spawnSync(process.execPath, [main], {
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  expect([run.status, run.stderr]).toEqual([
    1,
    expect.stringMatching(/^Configuration: NODE_ENV must not be production: .*\n$/),
  ]);
});
