import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Tokens } from '@courses/contracts';
import { buildBundles, startQuickstart, type Quickstart } from '@courses/testing';
import supertest from 'supertest';
import { demoPeople } from '../demo/people';

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
