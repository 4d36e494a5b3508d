import type { Instructor } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';
import { startIdentity, type Identity, type SignedIn } from './identity';

let identity: Identity;
let admin: SignedIn;

beforeAll(async () => {
  identity = await startIdentity();
  admin = await identity.admin();
});
afterAll(() => identity.stop());

const setRoles = ({ id }: SignedIn, ...roles: string[]) =>
  identity.request
    .put(`/v1/accounts/${id}/roles`)
    .set(admin.headers)
    .set('if-match', '*')
    .send({ roles })
    .expect(200);
const named = async (...ids: string[]): Promise<Instructor[]> =>
  (
    await identity.request
      .get('/v1/instructors')
      .query({ ids: ids.join(',') })
      .expect(200)
  ).body.items;

it('tells everybody the names of instructors and admins, and nothing else about them', async () => {
  const instructor = await identity.signedIn();
  await setRoles(instructor, 'student', 'instructor');
  const names = await named(instructor.id, admin.id);
  expect(names.map(({ id }) => id).sort()).toEqual([instructor.id, admin.id].sort());
  for (const item of names) expect(Object.keys(item).sort()).toEqual(['displayName', 'id']);
  expect(names).toContainEqual({ id: instructor.id, displayName: 'Grace Hopper' });
});

it('leaves out students and unknown ids', async () => {
  const student = await identity.signedIn();
  expect(await named(student.id, uuidv7())).toEqual([]);
});

it('keeps the name of one who no longer is an instructor: the courses stay', async () => {
  const former = await identity.signedIn();
  await setRoles(former, 'instructor');
  await setRoles(former, 'student');
  await setRoles(former, 'student', 'instructor');
  const { body } = await setRoles(former, 'student');
  expect(body).not.toHaveProperty('taught');
  expect(await named(former.id)).toEqual([{ id: former.id, displayName: 'Grace Hopper' }]);
});

it.each([
  ['no ids', ''],
  ['what is no id', 'x'],
  ['an id twice with a blank between', `${uuidv7()},,${uuidv7()}`],
  ['more than 50', Array.from({ length: 51 }, () => uuidv7()).join(',')],
])('rejects %s', async (_what, ids) => {
  const { body } = await identity.request.get('/v1/instructors').query({ ids }).expect(400);
  expect(body).toMatchObject({ code: 'validation-failed' });
});
