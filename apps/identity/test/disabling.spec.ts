import { v7 as uuidv7 } from 'uuid';
import { bearer, startIdentity, type Identity, type SignedIn } from './identity';

let identity: Identity;
let admin: SignedIn;

beforeAll(async () => {
  identity = await startIdentity();
  admin = await identity.admin();
});
afterAll(() => identity.stop());

const act = (verb: 'disable' | 'enable', id: string, { headers }: Pick<SignedIn, 'headers'> = admin) =>
  identity.request.post(`/v1/accounts/${id}/${verb}`).set(headers);
const read = async (id: string) =>
  (await identity.request.get(`/v1/accounts/${id}`).set(admin.headers).expect(200)).body;

/** Another admin. */
async function secondAdmin(): Promise<SignedIn> {
  const person = await identity.signedIn();
  await identity.request
    .put(`/v1/accounts/${person.id}/roles`)
    .set({ ...admin.headers, 'if-match': '*' })
    .send({ roles: ['admin'] })
    .expect(200);
  const { body } = await identity.refresh(person.tokens.refreshToken).expect(200);
  return { ...person, tokens: body, headers: bearer(body.accessToken) };
}

describe('a disabled account', () => {
  it('cannot sign in, and learns why only with its password', async () => {
    const person = await identity.signedIn();
    const { body } = await act('disable', person.id).expect(200).expect('etag', '"2"');
    expect(body).toMatchObject({ id: person.id, disabledAt: expect.stringMatching(/Z$/) });
    expect((await identity.signIn(person).expect(403)).body.code).toBe('account-disabled');
    const wrong = { ...person, password: 'a wrong password' };
    expect((await identity.signIn(wrong).expect(401)).body.code).toBe('invalid-credentials');
  });

  it('has no session left', async () => {
    const person = await identity.signedIn();
    const second = (await identity.signIn(person).expect(201)).body;
    await act('disable', person.id).expect(200);
    for (const { refreshToken } of [person.tokens, second])
      expect((await identity.refresh(refreshToken).expect(401)).body.code).toBe('session-ended');
  });

  it('changes neither its name nor its password with an access token from before, and so gets no new session', async () => {
    const { id, headers, password } = await identity.signedIn();
    await act('disable', id).expect(200);
    const name = identity.request.put('/v1/account/name').set(headers).send({ displayName: 'Other' });
    expect((await name.expect(403)).body.code).toBe('account-disabled');
    const change = { currentPassword: password, newPassword: 'purple monkey dishwasher' };
    const changing = identity.request.put('/v1/account/password').set(headers).send(change);
    expect((await changing.expect(403)).body.code).toBe('account-disabled');
  });

  it('cannot act as an admin with an access token from before', async () => {
    const [other, person] = [await secondAdmin(), await identity.signedIn()];
    await act('disable', other.id).expect(200);
    await act('disable', person.id, other).expect(403);
    await act('enable', other.id, other).expect(403);
  });

  it('can sign in again once it is enabled; its old sessions stay ended', async () => {
    const person = await identity.signedIn();
    await act('disable', person.id).expect(200);
    const { body } = await act('enable', person.id).expect(200);
    expect(body).not.toHaveProperty('disabledAt');
    await identity.refresh(person.tokens.refreshToken).expect(401);
    await identity.signIn(person).expect(201);
  });
});

describe('disabling', () => {
  it('is idempotent, as is enabling', async () => {
    const { id } = await identity.signedIn();
    const first = (await act('disable', id).expect(200)).body;
    expect((await act('disable', id).expect(200)).body).toEqual(first);
    await act('enable', id).expect(200).expect('etag', '"3"');
    await act('enable', id).expect(200).expect('etag', '"3"');
  });

  it('requires the role admin and an existing account', async () => {
    const [person, other] = [await identity.signedIn(), await identity.signedIn()];
    await act('disable', other.id, person).expect(403);
    expect((await act('disable', uuidv7()).expect(404)).body.code).toBe('account-not-found');
  });

  it('rejects one’s own account', async () => {
    expect((await act('disable', admin.id).expect(409)).body.code).toBe('own-account');
  });

  it('leaves an admin when two disable each other at the same time', async () => {
    const other = await secondAdmin();
    const answers = await Promise.all([act('disable', other.id), act('disable', admin.id, other)]);
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length).toBeLessThan(2);
    const [own, theirs] = [await read(admin.id), await read(other.id)];
    expect([own, theirs].filter(({ disabledAt }) => !disabledAt).length).toBeGreaterThan(0);
    if (own.disabledAt) await act('enable', admin.id, other).expect(200);
  });

  it('ends a session that is being refreshed at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, tokens } = await identity.signedIn();
      const [refreshed] = await Promise.all([
        identity.refresh(tokens.refreshToken),
        act('disable', id).expect(200),
      ]);
      const latest = refreshed.status === 200 ? refreshed.body.refreshToken : tokens.refreshToken;
      await identity.refresh(latest).expect(401);
    }
  });

  it('leaves no session to somebody who signs in at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = await identity.signedIn();
      const [signedIn] = await Promise.all([identity.signIn(person), act('disable', person.id).expect(200)]);
      if (signedIn.status === 201) await identity.refresh(signedIn.body.refreshToken).expect(401);
    }
  });
});
