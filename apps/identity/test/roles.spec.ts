import { accountRolesChanged } from '@courses/contracts';
import { recordEvents, type EventRecorder } from '@courses/testing';
import { decodeJwt } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { bearer, startIdentity, type Identity, type SignedIn } from './identity';

let identity: Identity;
let changed: EventRecorder<typeof accountRolesChanged>;
let admin: SignedIn;

beforeAll(async () => {
  identity = await startIdentity();
  changed = await recordEvents(identity.backingServices, accountRolesChanged);
  admin = await identity.admin();
});
afterAll(async () => {
  await changed.stop();
  await identity.stop();
});

const putRoles = (by: SignedIn, id: string, roles: unknown, ifMatch = '"1"') =>
  identity.request.put(`/v1/accounts/${id}/roles`).set(by.headers).set('if-match', ifMatch).send({ roles });

const storedRoles = async (id: string): Promise<string[]> =>
  (await identity.request.get(`/v1/accounts/${id}`).set(admin.headers).expect(200)).body.roles;

describe('an admin', () => {
  it('makes an account an instructor, publishes it, and takes effect at the next refresh', async () => {
    const person = await identity.signedIn();
    const { body } = await putRoles(admin, person.id, ['student', 'instructor']).expect(200);
    expect(body).toMatchObject({ id: person.id, roles: ['student', 'instructor'], version: 2 });
    const { data } = await changed.about(person.id, 2);
    expect(data).toEqual({ id: person.id, displayName: 'Grace Hopper', roles: ['student', 'instructor'] });
    expect(decodeJwt(person.tokens.accessToken).roles).toEqual(['student']);
    const renewed = await identity.refresh(person.tokens.refreshToken).expect(200);
    expect(decodeJwt(renewed.body.accessToken).roles).toEqual(['student', 'instructor']);
  });

  it('publishes one event when the same roles are set twice', async () => {
    const { id } = await identity.signedIn();
    await putRoles(admin, id, ['instructor']).expect(200);
    await putRoles(admin, id, ['instructor'], '"2"').expect(200).expect('etag', '"2"');
    await changed.about(id);
    expect(changed.messages.filter(({ subject }) => subject === id)).toHaveLength(1);
  });

  it('must send the version of the account', async () => {
    const { id } = await identity.signedIn();
    await putRoles(admin, id, ['admin'], '"9"').expect(412);
    await identity.request
      .put(`/v1/accounts/${id}/roles`)
      .set(admin.headers)
      .send({ roles: ['admin'] })
      .expect(428);
  });

  it('cannot remove the own admin role', async () => {
    const { body } = await putRoles(admin, admin.id, ['student']).expect(409);
    expect(body).toMatchObject({ code: 'own-admin-role' });
  });

  it('cannot use a token from before the loss of the role to get it back', async () => {
    const person = await identity.signedIn();
    await putRoles(admin, person.id, ['admin']).expect(200);
    const renewed = await identity.refresh(person.tokens.refreshToken).expect(200);
    const headers = { authorization: `Bearer ${renewed.body.accessToken}` };
    await putRoles(admin, person.id, ['student'], '"2"').expect(200);
    await putRoles({ ...person, headers }, person.id, ['admin'], '"3"').expect(403);
  });

  it.each([[['root']], [[]], ['admin'], [['admin', 'admin']]])('cannot set the roles %j', async (roles) => {
    const { id } = await identity.signedIn();
    await putRoles(admin, id, roles).expect(400);
  });

  it('gets account-not-found for an unknown account', async () => {
    expect((await putRoles(admin, uuidv7(), ['admin']).expect(404)).body.code).toBe('account-not-found');
    await identity.request.get(`/v1/accounts/${uuidv7()}`).set(admin.headers).expect(404);
  });

  it('lists all accounts, page by page, newest first', async () => {
    const newest = [
      await identity.signedIn(),
      await identity.signedIn(),
      await identity.signedIn(),
    ].reverse();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor ? { cursor } : {}) };
      const { body } = await identity.request.get('/v1/accounts').query(query).set(admin.headers).expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.slice(0, 3)).toEqual(newest.map(({ id }) => id));
    expect(seen.at(-1)).toBe(admin.id);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('changes nothing when two admins remove each other’s role at the same time, but for one of them', async () => {
    const other = await identity.signedIn();
    await putRoles(admin, other.id, ['admin']).expect(200);
    const { body } = await identity.refresh(other.tokens.refreshToken).expect(200);
    const headers = bearer(body.accessToken);
    const answers = await Promise.all([
      putRoles(admin, other.id, ['student'], '*'),
      putRoles({ ...other, headers }, admin.id, ['student'], '*'),
    ]);
    expect(answers.map(({ status }) => status)).not.toEqual([200, 200]);
    const left = await Promise.all([admin.id, other.id].map((id) => storedRoles(id)));
    expect(left.flat()).toContain('admin');
    if (!left[0]?.includes('admin'))
      await putRoles({ ...other, headers }, admin.id, ['admin'], '*').expect(200);
  });
});

describe('a user without the admin role', () => {
  it('cannot change roles, not even their own, nor read or list accounts', async () => {
    const person = await identity.signedIn();
    await putRoles(person, person.id, ['admin']).expect(403);
    await putRoles(person, admin.id, ['student']).expect(403);
    await identity.request.get('/v1/accounts').set(person.headers).expect(403);
    await identity.request.get(`/v1/accounts/${admin.id}`).set(person.headers).expect(403);
    await identity.request.get('/v1/accounts').expect(401);
  });
});

describe('the first admin', () => {
  it('is created once across replicas and restarts', async () => {
    const replicas = await Promise.all([1, 2].map(() => startIdentity({}, identity.backingServices)));
    await Promise.all(replicas.map((replica) => replica.stop()));
    const { body } = await identity.request
      .get('/v1/accounts')
      .query({ search: admin.email })
      .set(admin.headers);
    expect(body.items).toHaveLength(1);
  });

  it('is not an account that registered the address before', async () => {
    const squatter = await identity.signedIn();
    const replica = await startIdentity({ ADMIN_EMAIL: squatter.email }, identity.backingServices);
    const renewed = await replica.refresh(squatter.tokens.refreshToken).expect(200);
    expect(decodeJwt(renewed.body.accessToken).roles).toEqual(['student']);
    expect(replica.log.map(({ msg }) => msg)).toContain(
      'the account of ADMIN_EMAIL is not an admin and is left unchanged',
    );
    await replica.stop();
  });

  it.each([
    [{ ADMIN_EMAIL: 'admin' }, 'ADMIN_EMAIL is not an e-mail address'],
    [{ ADMIN_PASSWORD: 'password123' }, 'ADMIN_PASSWORD is too weak'],
  ])('requires a valid address and password: %j', async (special, message) => {
    await expect(startIdentity(special, identity.backingServices)).rejects.toThrow(message);
  });
});
