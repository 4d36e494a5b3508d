import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Tokens } from '@courses/contracts';
import { buildBundles, demoPeople, startQuickstart, type Quickstart } from '@courses/testing';
import supertest from 'supertest';

let quickstart: Quickstart;

beforeAll(async () => {
  buildBundles('quickstart');
  quickstart = await startQuickstart();
});
afterAll(() => quickstart.stop());

const signedIn = async (role: (typeof demoPeople)[number]['role']) => {
  const { email = '', password = '' } = demoPeople.find((person) => person.role === role) ?? {};
  expect(quickstart.banner).toMatch(new RegExp(`${role} +${email} +${password}`));
  const answer = await supertest(quickstart.identity)
    .post('/v1/sessions')
    .send({ email, password })
    .expect(201);
  return { authorization: `Bearer ${(answer.body as Tokens).accessToken}` };
};

it('shows the demo people in the banner, and each has its role', async () => {
  for (const { role, displayName } of demoPeople) {
    const headers = await signedIn(role);
    const { body } = await supertest(quickstart.identity).get('/v1/account').set(headers).expect(200);
    expect(body.roles).toContain(role);
    if (role !== 'admin') expect(body.displayName).toBe(displayName);
  }
});

it('lets the demo student take a seat but not create a course, which the demo instructor can', async () => {
  const [, courseId] = /courses\/([0-9a-f-]{36})/.exec(quickstart.banner) ?? [];
  const [student, instructor] = [await signedIn('student'), await signedIn('instructor')];
  const seat = `/v1/rosters/${courseId}/my-enrollment`;
  await supertest(quickstart.enrollments)
    .put(seat)
    .set(student)
    .expect(({ ok }) => expect(ok).toBe(true));
  const courses = supertest(quickstart.courses);
  await courses.post('/v1/courses').set(student).send({ title: 'Mine' }).expect(403);
  await courses.post('/v1/courses').set(instructor).send({ title: 'Mine' }).expect(201);
});

it('assigns published courses to the demo instructor', async () => {
  const headers = await signedIn('instructor');
  const { body: own } = await supertest(quickstart.identity).get('/v1/account').set(headers);
  const { body } = await supertest(quickstart.courses)
    .get('/v1/courses')
    .query({ instructorId: own.id, status: 'published' })
    .expect(200);
  expect(body.items.length).toBeGreaterThan(0);
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
