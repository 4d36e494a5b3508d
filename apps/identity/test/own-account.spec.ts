import { accountRenamed } from '@courses/contracts';
import { recordEvents, type EventRecorder } from '@courses/testing';
import { decodeJwt } from 'jose';
import { bearer, startIdentity, type Identity, type Person, type SignedIn } from './identity';

let identity: Identity;
let renamed: EventRecorder<typeof accountRenamed>;

beforeAll(async () => {
  identity = await startIdentity();
  renamed = await recordEvents(identity.backingServices, accountRenamed);
});
afterAll(async () => {
  await renamed.stop();
  await identity.stop();
});

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('changing the name', () => {
  const rename = ({ headers }: SignedIn, displayName: string) =>
    identity.request.put('/v1/account/name').set(headers).send({ displayName });

  it('stores and publishes the new name once, without the e-mail address', async () => {
    const person = await identity.signedIn();
    const { body } = await rename(person, '  Grace Brewster ').expect(200).expect('etag', '"2"');
    expect(body).toMatchObject({ id: person.id, displayName: 'Grace Brewster', version: 2 });
    await rename(person, 'Grace Brewster').expect(200).expect('etag', '"2"');
    const { data } = await renamed.about(person.id, 2);
    expect(data).toEqual({ id: person.id, displayName: 'Grace Brewster', roles: ['student'] });
    expect(renamed.messages.filter(({ subject }) => subject === person.id)).toHaveLength(1);
  });

  it('rejects a name that is empty, invisible, too long or has several lines', async () => {
    const person = await identity.signedIn();
    for (const name of ['', '   ', '\u200b', 'x'.repeat(101), 'one\ntwo'])
      await rename(person, name).expect(400);
  });

  it('requires a user', async () => {
    await identity.request.put('/v1/account/name').send({ displayName: 'Nobody' }).expect(401);
  });
});

describe('the list of sessions', () => {
  const sessionsOf = async (accessToken: string) =>
    (await identity.request.get('/v1/account/sessions').set(bearer(accessToken)).expect(200)).body.items;
  const signIn = async (person: Person, userAgent: string) =>
    (await identity.signIn(person).set('user-agent', userAgent).expect(201)).body;

  it('says where one signed in and when, last used first, and which session asks', async () => {
    const person = await identity.register();
    const first = await signIn(person, firefox);
    await signIn(person, 'something unknown');
    const { body } = await identity.refresh(first.refreshToken).expect(200);
    const sessions = await sessionsOf(body.accessToken);
    expect(sessions).toMatchObject([
      { id: decodeJwt(body.accessToken).sid, browser: 'Firefox', system: 'Linux', isCurrent: true },
      { isCurrent: false },
    ]);
    expect(sessions[1]).not.toHaveProperty('browser');
    for (const { signedInAt, lastUsedAt } of sessions)
      expect(Date.parse(lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(signedInAt));
  });

  it('holds neither the network address nor the whole user agent', async () => {
    const person = await identity.register();
    const { accessToken } = (
      await identity.signIn(person, '203.0.113.77').set('user-agent', firefox).expect(201)
    ).body;
    const [session] = await sessionsOf(accessToken);
    expect(Object.keys(session).sort()).toEqual([
      'browser',
      'id',
      'isCurrent',
      'lastUsedAt',
      'signedInAt',
      'system',
    ]);
    expect(JSON.stringify(identity.log)).not.toContain('203.0.113.77');
  });

  it('leaves out sessions of others and those that have ended', async () => {
    await identity.signedIn();
    const person = await identity.signedIn();
    const second = await signIn(person, firefox);
    await identity.request
      .post('/v1/sessions/sign-out')
      .send({ refreshToken: second.refreshToken })
      .expect(204);
    expect(await sessionsOf(person.tokens.accessToken)).toHaveLength(1);
    await identity.request.delete('/v1/sessions').set(person.headers).expect(204);
    expect(await sessionsOf(person.tokens.accessToken)).toEqual([]);
  });

  it('ends one session of one’s own, idempotently, and no session of another', async () => {
    const [person, other] = [await identity.signedIn(), await identity.signedIn()];
    const second = await signIn(person, firefox);
    const end = (token: string, { headers }: SignedIn) =>
      identity.request
        .delete(`/v1/account/sessions/${token.split('.')[0]}`)
        .set(headers)
        .expect(204);
    await end(second.refreshToken, other);
    const { refreshToken } = (await identity.refresh(second.refreshToken).expect(200)).body;
    await end(refreshToken, person);
    await end(refreshToken, person);
    await identity.refresh(refreshToken).expect(401);
    await identity.refresh(person.tokens.refreshToken).expect(200);
  });
});
